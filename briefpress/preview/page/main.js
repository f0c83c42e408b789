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
 *
 * The policy of the page forbids `eval`, and so Playwright's `wait_for_function`: wait for attributes by locators.
 */

import { showBar } from "./bar.js";
import { changesOf } from "./changes.js";
import { Choice } from "./choice.js";
import { Clicks } from "./clicks.js";
import { $, element } from "./dom.js";
import { offerDownloads } from "./downloads.js";
import { listen as listenToKeys } from "./keys.js";
import { editorLink } from "./links.js";
import { hangMenus } from "./menus.js";
import { Outline } from "./outline.js";
import { Pages } from "./pages.js";
import { fold, foldable, Panel } from "./panel.js";
import { Places } from "./places.js";
import { tally } from "./problems.js";
import { say, warn } from "./say.js";
import { Search } from "./search.js";
import { watchSelection } from "./selection.js";
import { keep, settings } from "./settings.js";
import { Source } from "./source.js";
import { boxesOf, Speech } from "./speech.js";
import { showEmpty, tell, tellPages } from "./state.js";
import { Status } from "./status.js";
import { listen } from "./stream.js";
import { Tabs } from "./tabs.js";
import { Thumbnails } from "./thumbnails.js";
import { View } from "./view.js";
import { Viewport } from "./viewport.js";

const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** The newest frame, and the one that is on the stage. */
let frame = null;
let shown = null;
/** The pages with their texts that changes are told against; null: nothing to compare with. */
let compared = null;
let editorOfPress = "none";
let isStopped = false;
let isLost = false;

const ways = {
  editor: () => settings.editor ?? editorOfPress,
  open: (place) => openSource(place),
  showProblems: () => panel.showProblems(),
};
const choice = new Choice($("choice"), choose);
const status = new Status();
const viewport = new Viewport($("stage"), () => $("bar").offsetHeight);
const pages = new Pages($("stage"), $("canvas"), viewport, { swapped, complete, laid, scrolled });
const view = new View(pages);
const clicks = new Clicks(pages, { open: openClicked, over: (place) => status.point(place) });
const search = new Search(pages);
const places = new Places(pages, (sentence) => status.note(sentence));
const thumbnails = new Thumbnails($("thumbnails"), (number) => places.goTo(number, 0));
const outline = new Outline($("outline"), (number, y) => places.goTo(number, y));
const panel = new Panel(ways);
const source = new Source($("source"), () => choice.query);
const speech = new Speech($("speech"), showUtterance);
const hearEdition = listen({
  hello,
  offers,
  frame: hear,
  progress: ({ stage }) => status.progress(stage),
  at: (asked) => places.at(asked),
  choose: (wanted) => choice.take(wanted),
  stopped,
  lost,
  back,
});

// What the press says.

function hello({ client, editor }) {
  editorOfPress = editor;
  $("editor").value = ways.editor();
  isStopped = false;
  view.register(client);
  showState();
}

function offers({ briefs, formats }) {
  choice.offer({ briefs });
  offerDownloads(formats, () => choice.query, {
    begun: (name) => status.note(`${name}: being made …`),
    done: (name) => status.note(`${name} was saved.`),
    refused: (problems) => {
      status.note("It would not be written: see the problems.");
      panel.refuse(problems);
    },
  });
}

function hear(heard) {
  // While another edition starts, the pages of the one before stay.
  if (heard.state !== "starting") pages.show(heard);
  tell(frame, heard);
  frame = heard;
  choice.learn(frame);
  const errors = tally(frame.problems.filter(({ severity }) => severity === "error"));
  document.title = `${errors && `(${errors}) `}${frame.title ? `${frame.title} – ` : ""}${frame.name}`;
  $("title").textContent = `Preview of ${frame.name}`;
  status.settle(frame);
  panel.show(frame);
  speech.show(frame);
  source.refresh();
  showState();
}

function stopped() {
  isStopped = true;
  status.progress(null);
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

function showState() {
  const { state, problems, built, name } = frame ?? { state: "starting", problems: [] };
  document.body.dataset.state = state;
  document.body.toggleAttribute("data-stopped", isStopped);
  document.body.toggleAttribute("data-lost", isLost);
  showBar({ isStopped, isLost, state, problems, built }, ways);
  showEmpty({ state, problems, name }, ways);
}

// What becomes of a frame on the stage.

/** The pages in view are those of a frame. */
function swapped(now) {
  document.body.removeAttribute("data-leaving");
  performance.clearMarks();
  performance.mark(`frame-${now.number}`);
  requestAnimationFrame(() => requestAnimationFrame(() => (document.body.dataset.frame = now.number)));
  tellPages(shown, now);
  shown = now;
  thumbnails.show(now);
  outline.show(now);
  scrolled();
  places.catchUp();
}

/** All of a frame is there, its texts too: what changed can be told. */
function complete(now) {
  search.refresh();
  const texts = now.pages.map(({ key, layer }) => ({ key, layer: pages.layers.get(layer) }));
  if (!texts.length || !texts.every(({ layer }) => layer)) return;
  if (compared && !lessMotion.matches) flash(changesOf(compared, texts));
  compared = texts;
  source.follow(texts.map(({ layer }) => layer));
}

function flash(changes) {
  for (const [number, indexes] of changes) {
    const { figure } = pages.leaves[number];
    const things = indexes?.map((index) => figure.querySelector(`[data-text="${index}"]`)) ?? [figure];
    for (const thing of things) thing?.setAttribute("data-flash", "");
  }
}

/** Texts were laid over pages. */
function laid() {
  clicks.offerStop();
  search.paint();
}

/** Other pages are in view, or other parts of them. */
function scrolled() {
  const { visible, leaves } = pages;
  const first = leaves[visible[0]];
  if (first) {
    const top = $("stage").getBoundingClientRect().top - first.figure.getBoundingClientRect().top;
    outline.mark(visible[0], (top + 40) / first.scale);
  }
  thumbnails.mark(visible);
  clicks.offerStop();
  view.show();
}

// What the reader does.

function choose(query) {
  compared = null;
  shown = null;
  document.body.removeAttribute("data-frame");
  document.body.toggleAttribute("data-leaving", pages.leaves.length > 0);
  hearEdition(query);
}

function openClicked(place, number, text, part) {
  if (text) speech.follow(number, text, part);
  // Who reads what is said stays there.
  openSource(place, panel.seen === "speech", text ?? "");
}

/** Open a source as the settings say; `isQuiet`: without leaving what stands beside the pages. */
function openSource(place, isQuiet = false, words = "") {
  const address = editorLink(ways.editor(), place);
  if (address) return element("a", { href: address }).click();
  source.show(place, words);
  if (!isQuiet) panel.open("source");
}

function showUtterance(number, text, part) {
  const layer = pages.layers.get(pages.leaves[number]?.page.layer);
  const boxes = layer ? boxesOf(layer, text, part) : [];
  if (boxes.length) places.show(number, boxes);
  // Of what is said alone, such as the number of a page, the page is all that there is to see.
  else if (!pages.visible.includes(number)) places.goTo(number, 0);
}

function find() {
  $("words").focus();
  $("words").select();
}

listenToKeys(
  [
    { keys: ["/"], name: "search the pages (also Ctrl+F)", run: find },
    { keys: ["n"], name: "next place found", run: () => search.step(1) },
    { keys: ["N"], name: "previous place found", run: () => search.step(-1) },
    { keys: ["+", "="], name: "larger", run: () => view.step(1) },
    { keys: ["-"], name: "smaller", run: () => view.step(-1) },
    { keys: ["0"], name: "fit width", run: () => view.resize("width") },
    { keys: ["9"], name: "fit page", run: () => view.resize("page") },
    { keys: ["c"], name: "one column", run: () => view.arrange("column") },
    { keys: ["s"], name: "spreads", run: () => view.arrange("spreads") },
    { keys: ["t"], name: "thumbnails and outline", run: () => fold("aside", !$("aside").hidden) },
    { keys: ["p"], name: "side panel", run: () => fold("panel", !$("panel").hidden) },
    { keys: ["!"], name: "show the problems", run: ways.showProblems },
    { keys: ["?"], name: "this help", run: () => $("help").showModal() },
  ],
  find,
);

$("editor").addEventListener("change", () => {
  keep({ editor: $("editor").value });
  if (frame) panel.show(frame);
  showState();
});
$("keys").checked = settings.keys;
$("keys").addEventListener("change", () => keep({ keys: $("keys").checked }));
$("stage").addEventListener("animationend", ({ target }) => target.removeAttribute("data-flash"));

new Tabs($("aside").querySelector("[role=tablist]"), () => {});
foldable("aside");
foldable("panel");
hangMenus(["downloads", "settings"]);
watchSelection($("stage"));
view.show();
showState();
hearEdition(choice.query);
