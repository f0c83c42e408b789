/**
 * The page of the preview: everything is wired here.
 *
 * Hooks that tests may rely on, beside roles and names:
 * - `<body data-state>`: starting, broken-at-start, good or broken; `data-stopped`, `data-lost` while that is so.
 * - `<body data-frame>`: the number of the newest frame whose visible pages are decoded, swapped in and painted; there is
 *   also a performance mark `frame-N` at the moment of the swap.
 * - `figure[data-page]`: a page, from 1; its `data-key` is that of the picture that is seen; none as long as there is none.
 * - `.piece`: a printed text; `.run`: the pieces that come from one place, with `role="link"` if it is known, and
 *   `data-hover` while the pointer is on it.
 * - `data-flash` on a piece or a figure as long as it is shown to have changed.
 * - `.mark`: an outline that shows a place, for a moment.
 */

import { showBar } from "./bar.js";
import { buildFacts } from "./build.js";
import { changesOf } from "./changes.js";
import { Choice } from "./choice.js";
import { Clicks } from "./clicks.js";
import { $, count, element, settled } from "./dom.js";
import { offerDownloads } from "./downloads.js";
import { listen as listenToKeys } from "./keys.js";
import { outline } from "./layer.js";
import { editorLink, placeName } from "./links.js";
import { Outline } from "./outline.js";
import { Pages } from "./pages.js";
import { problemList, tally, tallySigns } from "./problems.js";
import { say, warn } from "./say.js";
import { Search } from "./search.js";
import { keep, settings } from "./settings.js";
import { Source } from "./source.js";
import { boxesOf, Speech } from "./speech.js";
import { showEmpty, tell, tellPages } from "./state.js";
import { listen } from "./stream.js";
import { Tabs } from "./tabs.js";
import { Thumbnails } from "./thumbnails.js";
import { translationList } from "./translations.js";
import { Viewport } from "./viewport.js";

/** A build that takes less is not told, in milliseconds. */
const SOON = 500;
const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** The newest frame, and the one that is on the stage. */
let frame = null;
let shown = null;
/** The pages with their texts that changes are told against; null: nothing to compare with. */
let compared = null;
let client = null;
let editorOfPress = "none";
let stage = null;
let notice = "";
let pointed = null;
let isStopped = false;
let isLost = false;

const ways = { editor: () => settings.editor ?? editorOfPress, open: openSource, showProblems };
const choice = new Choice($("choice"), choose);
const viewport = new Viewport($("stage"), () => $("bar").offsetHeight);
const pages = new Pages($("stage"), $("canvas"), viewport, {
  swapped,
  complete,
  laid: () => {
    clicks.offerStop();
    search.paint();
  },
  scrolled,
});
const clicks = new Clicks(pages, { open: openClicked, over: point });
const search = new Search(pages);
const thumbnails = new Thumbnails($("thumbnails"), (number) => goTo(number, 0));
const headings = new Outline($("outline"), goTo);
const source = new Source($("source"), () => choice.query);
const speech = new Speech($("speech"), showUtterance);
const asideTabs = new Tabs($("aside").querySelector("[role=tablist]"), () => {});
const tabs = new Tabs($("panel").querySelector("[role=tablist]"), (id) => ($("panel").dataset.shown = id));
const hearEdition = listen({ hello, offers, frame: hear, progress, at, stopped, lost, back });

// What the press says.

function hello({ client: name, editor }) {
  client = name;
  editorOfPress = editor;
  $("editor").value = ways.editor();
  isStopped = false;
  posted = "";
  showState();
}

function offers({ briefs, formats }) {
  choice.offer({ briefs });
  offerDownloads(formats, () => choice.query, {
    begun: (name) => note(`${name}: being made …`),
    done: (name) => note(`${name} was saved.`),
    refused: (problems) => refuse(problems),
  });
}

function hear(heard) {
  const before = frame;
  frame = heard;
  choice.learn(frame);
  document.title = frame.title ? `${frame.title} – ${frame.name}` : frame.name;
  $("title").textContent = `Preview of ${frame.name}`;
  notice = "";
  tell(before, frame);
  showState();
  showPanel();
  // While another edition starts, the pages of the one before stay.
  if (frame.state !== "starting") pages.show(frame);
}

/** The pages in view are those of a frame. */
function swapped(now) {
  document.body.removeAttribute("data-leaving");
  performance.clearMarks();
  performance.mark(`frame-${now.number}`);
  requestAnimationFrame(() => requestAnimationFrame(() => (document.body.dataset.frame = now.number)));
  tellPages(shown, now);
  shown = now;
  thumbnails.show(now);
  headings.show(now);
  scrolled();
}

/** All of a frame is there: what changed can be told. */
function complete(now) {
  search.refresh();
  clicks.offerStop();
  const texts = now.pages.map(({ key, layer }) => ({ key, layer: pages.layers.get(layer) }));
  if (!texts.length || !texts.every(({ layer }) => layer)) return;
  if (compared && !lessMotion.matches) flash(changesOf(compared, texts));
  compared = texts;
}

function flash(changes) {
  for (const [number, indexes] of changes) {
    const { figure } = pages.leaves[number];
    const things = indexes ? indexes.map((index) => figure.querySelector(`[data-text="${index}"]`)) : [figure];
    for (const thing of things) thing?.setAttribute("data-flash", "");
  }
}

let soon = 0;
function progress({ stage: name }) {
  stage = name;
  if (name && !soon) soon = setTimeout(() => showProgress(true), SOON);
  if (name) return showStatus();
  clearTimeout(soon);
  soon = 0;
  showProgress(false);
}

function showProgress(isSlow) {
  $("progress").hidden = !isSlow;
  showStatus();
}

let asked = { key: "", turn: 0 };
function at({ file, line, places }) {
  const name = `line ${line} of ${file.split("/").at(-1)}`;
  if (!places.length) {
    note(`${name[0].toUpperCase()}${name.slice(1)} prints nothing in this edition.`);
    return;
  }
  const area = ({ boxes }) => boxes.reduce((sum, [, , width, height]) => sum + width * height, 0);
  const sorted = [...places].sort((one, other) => area(one) - area(other));
  const key = `${file}:${line}`;
  asked = { key, turn: asked.key === key ? asked.turn + 1 : 0 };
  const turn = asked.turn % sorted.length;
  showPlace(sorted[turn].page, sorted[turn].boxes);
  note(sorted.length > 1 ? `${name}: place ${turn + 1} of ${sorted.length}.` : `${name}, on page ${sorted[0].page + 1}.`);
}

function stopped() {
  isStopped = true;
  progress({ stage: null });
  warn("The preview was stopped.");
  showState();
}

function lost() {
  if (isStopped) return;
  isLost = true;
  say("The preview does not answer.");
  showState();
}

function back() {
  if (isLost) say("The preview answers again.");
  isLost = false;
  showState();
}

// What the reader does.

function choose(query) {
  compared = null;
  shown = null;
  document.body.toggleAttribute("data-leaving", pages.leaves.length > 0);
  source.refresh();
  hearEdition(query);
}

function openClicked(place, number, text) {
  if (text) speech.follow(number, text);
  openSource(place, tabs.id === "speech" && !$("panel").hidden);
}

/** Open a source as the settings say; `isQuiet`: without leaving the panel that is shown. */
function openSource(place, isQuiet = false) {
  const address = editorLink(ways.editor(), place);
  if (address) return element("a", { href: address }).click();
  source.show(place);
  if (isQuiet) return;
  tabs.show("source");
  fold("panel", false);
}

function showUtterance(number, text) {
  const layer = pages.layers.get(pages.leaves[number]?.page.layer);
  if (layer) showPlace(number, boxesOf(layer, text));
}

/** Bring a place of a page into view, and outline it for a moment. */
function showPlace(number, boxes) {
  const leaf = pages.leaves[number];
  if (!leaf || !boxes.length) return;
  const all = boxes.map((box) => leaf.inWindow(box));
  const edge = (name, pick) => pick(...all.map((box) => box[name]));
  viewport.reveal({
    left: edge("left", Math.min),
    top: edge("top", Math.min),
    right: edge("right", Math.max),
    bottom: edge("bottom", Math.max),
  });
  outline(leaf.marks, boxes);
}

/** Bring a height of a page to the top of the window. */
function goTo(number, y) {
  const leaf = pages.leaves[number];
  if (!leaf) return;
  const { top } = leaf.inWindow([0, y, 0, 0]);
  $("stage").scrollBy({ top: top - $("stage").getBoundingClientRect().top - 16, behavior: "instant" });
}

function resize(zoom, pointer) {
  const box = $("stage").getBoundingClientRect();
  keep({ zoom });
  pages.resize(pointer ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 });
  showView();
}

function arrange(mode) {
  keep({ mode });
  pages.resize();
  showView();
}

/** Fold or unfold what stands beside the pages. */
function fold(id, isFolded) {
  $(id).hidden = isFolded;
  $(`${id}-toggle`).setAttribute("aria-expanded", !isFolded);
  keep({ [id]: !isFolded });
}

function refuse(problems) {
  $("problems").replaceChildren(
    element("p", { class: "lead" }, "The file was not made, as `build` would not write it either."),
    problemList(problems, ways),
  );
  tabs.show("problems");
  fold("panel", false);
  warn(`The file was not made: ${tally(problems) || "the preview does not answer"}.`);
}

// What is shown around the pages.

function showState() {
  document.body.dataset.state = frame?.state ?? "starting";
  document.body.toggleAttribute("data-stopped", isStopped);
  document.body.toggleAttribute("data-lost", isLost);
  const now = { isStopped, isLost, state: frame?.state, problems: frame?.problems ?? [], built: frame?.built };
  showBar(now, ways);
  showEmpty(frame ?? { state: "starting" }, ways);
  showStatus();
}

function showProblems() {
  tabs.show("problems");
  fold("panel", false);
  $("tab-problems").focus();
}

function showPanel() {
  const { problems, translations } = frame;
  const isInPlace = frame.state === "broken-at-start";
  const nothing = element("p", { class: "none" }, frame.state === "starting" ? "Not known yet." : "No problems.");
  $("problems").replaceChildren(problems.length ? problemList(problems, ways) : nothing);
  $("tab-problems").querySelector(".count").textContent = problems.length || "";
  tabs.have("problems", !isInPlace);
  $("translations").replaceChildren(...translationList(translations, ways));
  $("tab-translations").querySelector(".count").textContent = translations.length || "";
  tabs.have("translations", translations.length > 0);
  speech.show(frame);
  $("build").replaceChildren(...buildFacts(frame));
  $("counts").replaceChildren(...tallySigns(problems));
  $("counts").hidden = !problems.length;
  source.refresh();
}

function note(sentence) {
  notice = sentence;
  pointed = null;
  say(sentence);
  showStatus();
}

function point(place) {
  pointed = place;
  showStatus();
}

function showStatus() {
  const isSlow = stage && !$("progress").hidden;
  $("empty").dataset.stage = stage ?? "";
  const idle = frame?.state === "good" ? `Up to date${frame.built ? ` · ${frame.built}` : ""}` : "";
  $("status").textContent = (pointed && placeName(pointed)) || notice || (isSlow && stage) || idle;
}

let posted = "";
const post = settled(150, () => {
  const width = pages.leaves[pages.visible[0]]?.pixels;
  if (!client || !width) return;
  const view = JSON.stringify({ client, pages: pages.visible, width });
  if (view === posted) return;
  posted = view;
  fetch("view", { method: "POST", headers: { "Content-Type": "application/json" }, body: view }).catch(() => {});
});

function scrolled() {
  const { visible, leaves } = pages;
  const [first, last] = [visible[0], visible.at(-1)];
  if (first === undefined) $("folio").textContent = "";
  else {
    const numbers = first === last ? `Page ${first + 1}` : `Pages ${first + 1}–${last + 1}`;
    $("folio").textContent = `${numbers} of ${leaves.length}`;
    const leaf = leaves[first];
    const { top } = leaf.figure.getBoundingClientRect();
    headings.mark(first, ($("stage").getBoundingClientRect().top + 40 - top) / leaf.scale);
  }
  thumbnails.mark(visible);
  clicks.offerStop();
  showView();
  post();
}

function showView() {
  $("zoom").textContent = `${Math.round(viewport.zoom * 100)} %`;
  const pressed = { "fit-width": "width", "fit-page": "page" };
  for (const [id, zoom] of Object.entries(pressed)) $(id).setAttribute("aria-pressed", settings.zoom === zoom);
  for (const mode of ["column", "spreads"]) $(`mode-${mode}`).setAttribute("aria-pressed", settings.mode === mode);
}

// Wires.

const acts = {
  "aside-toggle": () => fold("aside", !$("aside").hidden),
  "panel-toggle": () => fold("panel", !$("panel").hidden),
  "mode-column": () => arrange("column"),
  "mode-spreads": () => arrange("spreads"),
  "fit-width": () => resize("width"),
  "fit-page": () => resize("page"),
  "zoom-in": () => resize(viewport.step(1)),
  "zoom-out": () => resize(viewport.step(-1)),
  counts: showProblems,
};
for (const [id, act] of Object.entries(acts)) $(id).addEventListener("click", act);

const find = () => {
  $("words").focus();
  $("words").select();
};
listenToKeys([
  { keys: ["/"], name: "search the pages (also Ctrl+F)", run: find },
  { keys: ["n"], name: "next place found", run: () => search.step(1) },
  { keys: ["N"], name: "previous place found", run: () => search.step(-1) },
  { keys: ["+", "="], name: "larger", run: acts["zoom-in"] },
  { keys: ["-"], name: "smaller", run: acts["zoom-out"] },
  { keys: ["0"], name: "fit width", run: acts["fit-width"] },
  { keys: ["9"], name: "fit page", run: acts["fit-page"] },
  { keys: ["c"], name: "one column", run: acts["mode-column"] },
  { keys: ["s"], name: "spreads", run: acts["mode-spreads"] },
  { keys: ["t"], name: "thumbnails and outline", run: acts["aside-toggle"] },
  { keys: ["p"], name: "side panel", run: acts["panel-toggle"] },
  { keys: ["!"], name: "show the problems", run: showProblems },
  { keys: ["?"], name: "this help", run: () => $("help").showModal() },
], find);

$("editor").addEventListener("change", () => {
  keep({ editor: $("editor").value });
  showPanel();
  showState();
});
$("keys").checked = settings.keys;
$("keys").addEventListener("change", () => keep({ keys: $("keys").checked }));
$("stage").addEventListener("animationend", ({ target }) => target.removeAttribute("data-flash"));
$("stage").addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const zoom = Math.min(4, Math.max(0.1, viewport.zoom * Math.exp(-event.deltaY / 300)));
    resize(zoom, { x: event.clientX, y: event.clientY });
  },
  { passive: false },
);
for (const id of ["downloads", "settings"]) {
  $(id).addEventListener("toggle", ({ newState }) => newState === "open" && placeMenu(id));
}

/** A menu hangs below its button. */
function placeMenu(id) {
  const { bottom, right } = $(`${id}-open`).getBoundingClientRect();
  $(id).style.top = `${bottom + 4}px`;
  $(id).style.right = `${innerWidth - right}px`;
}

for (const id of ["aside", "panel"]) {
  $(id).hidden = !settings[id];
  $(`${id}-toggle`).setAttribute("aria-expanded", settings[id]);
}
showView();
showState();
hearEdition(choice.query);
