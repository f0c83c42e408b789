/** Which edition is shown: switches, and the address of the page, so that a reload shows the same. */

import { element } from "./dom.js";

/** The switches, the keys of the address, and where the values stand in what a brief offers. */
const SWITCHES = [
  ["brief", "Brief"],
  ["language", "Language", "languages"],
  ["layout", "Layout", "layouts"],
  ["theme", "Theme", "themes"],
  ["audience", "Audience", "audiences"],
  ["recipient", "Recipient", "recipients"],
];

/** The choice in the address, as a query string. */
export const choiceHere = () => new URLSearchParams(location.search);

export class Choice {
  /**
   * @param {HTMLElement} room Where the switches are.
   * @param {(choice: string) => void} changed Called with the query string that was chosen.
   */
  constructor(room, changed) {
    Object.assign(this, { room, changed, shown: "", offers: { briefs: [] }, own: {} });
  }

  /** The query string of what is chosen, with its question mark; "" for what a brief is by itself. */
  get query() {
    const text = choiceHere().toString();
    return text && `?${text}`;
  }

  /** Offer what there is to choose from. @param {{briefs: object[]}} offers */
  offer(offers) {
    this.offers = offers;
    this.#draw();
  }

  /** Learn from a frame what is shown where nothing is chosen. @param {{name: string, language: string}} frame */
  learn({ name, language }) {
    this.own = { brief: name.split(".")[0], language };
    this.#draw();
  }

  #brief(choice) {
    const wanted = choice.get("brief") ?? this.own.brief;
    const { briefs } = this.offers;
    return briefs.find(({ name }) => name === wanted) ?? briefs.find(({ name }) => folderOf(name) === wanted) ?? briefs[0];
  }

  #draw() {
    const choice = choiceHere();
    const { briefs } = this.offers;
    const brief = this.#brief(choice);
    if (!brief) return;
    const switches = SWITCHES.flatMap(([key, label, list]) => {
      const values = list ? brief[list] : briefs.map(({ name }) => name);
      // Who reads it is a choice of one more: nobody in particular.
      const all = key === "audience" || key === "recipient" ? ["", ...values] : values;
      const isIdle = all.length < 2;
      return isIdle ? [] : [{ key, label, values: all, chosen: choice.get(key) ?? this.#usual(key, brief) }];
    });
    const drawn = JSON.stringify([brief.name, switches]);
    if (drawn === this.shown) return;
    this.shown = drawn;
    const focused = this.room.querySelector("select:focus")?.name;
    const name = briefs.length > 1 ? [] : [element("span", { class: "name" }, folderOf(brief.name))];
    this.room.replaceChildren(...name, ...switches.map((one) => this.#switch(one)));
    if (focused) this.room.querySelector(`[name="${focused}"]`)?.focus();
  }

  /** What a brief is by itself. */
  #usual(key, brief) {
    if (key === "brief") return brief.name;
    if (key === "language" && folderOf(brief.name) === this.own.brief) return this.own.language;
    return { language: brief.languages, layout: brief.layouts, theme: brief.themes }[key]?.[0] ?? "";
  }

  #switch({ key, label, values, chosen }) {
    const options = values.map((value) => {
      const name = nameOf(key, value, label);
      return element("option", { value, lang: key === "language" ? value : null, selected: value === chosen }, name);
    });
    const select = element("select", { name: key, "aria-label": label, title: label }, ...options);
    select.addEventListener("change", () => this.#choose({ [key]: select.value }));
    return select;
  }

  /** Show another edition, whose brief and language somebody asks for. @param {{brief: string, language: string}} wanted */
  take({ brief, language }) {
    this.#choose({ brief, language });
  }

  #choose(values) {
    const choice = choiceHere();
    for (const [key, value] of Object.entries(values)) choice.set(key, value);
    const brief = this.#brief(choice);
    // What a brief does not offer is not asked for; its own layout is the first.
    for (const [other, , list] of SWITCHES) if (list && !brief[list].includes(choice.get(other))) choice.delete(other);
    if (choice.get("layout") === brief.layouts[0]) choice.delete("layout");
    const text = choice.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
    this.#draw();
    this.changed(this.query);
  }
}

/** A value as people read it: a language by its own name. */
function nameOf(key, value, label) {
  if (key === "language") return new Intl.DisplayNames([value], { type: "language" }).of(value) ?? value;
  if (key === "brief") return folderOf(value);
  return value || `${label}: all`;
}

/** The name of the folder that a brief is: one from elsewhere is called by its path. */
const folderOf = (name) => name.split("/").at(-1);
