/** Numbers and times as people read them. */

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** "1 page", "2 pages". */
export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** The time of day of a moment (ISO 8601); "" for none. */
export const clock = (moment) => (moment ? time.format(new Date(moment)) : "");
