/** Tabs, as the ARIA patterns have them: arrows move, one panel is shown. */

export class Tabs {
  /**
   * @param {HTMLElement} list The element with the role tablist.
   * @param {(id: string) => void} chosen Called with the id of the panel that is shown.
   */
  constructor(list, chosen) {
    this.tabs = [...list.querySelectorAll("[role=tab]")];
    this.chosen = chosen;
    for (const tab of this.tabs) tab.addEventListener("click", () => this.show(panelOf(tab)));
    list.addEventListener("keydown", (event) => this.#move(event));
    this.show(panelOf(this.tabs[0]));
  }

  /** Show a panel by its id; the first one that there is, if there is no such tab now. */
  show(id) {
    const there = this.tabs.filter((tab) => !tab.hidden);
    const shown = there.find((tab) => panelOf(tab) === id) ?? there[0];
    this.id = panelOf(shown);
    for (const tab of this.tabs) {
      tab.setAttribute("aria-selected", tab === shown);
      tab.tabIndex = tab === shown ? 0 : -1;
      document.getElementById(panelOf(tab)).hidden = tab !== shown;
    }
    this.chosen(this.id);
  }

  /** Have a tab, or none. */
  have(id, isThere) {
    const tab = this.tabs.find((one) => panelOf(one) === id);
    if (tab.hidden === !isThere) return;
    tab.hidden = !isThere;
    if (this.id === id || !this.id) this.show(this.id);
  }

  #move(event) {
    const there = this.tabs.filter((tab) => !tab.hidden);
    const at = there.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = there.at(to % there.length);
    tab.focus();
    this.show(panelOf(tab));
  }
}

const panelOf = (tab) => tab.getAttribute("aria-controls");
