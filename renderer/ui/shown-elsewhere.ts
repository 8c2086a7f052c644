/** Whether a message adds anything to the others on the screen. */

export interface Announcement {
  text: string;
  /** Incremented with every message. */
  order: number;
}

/** True if another message is the same and newer, or contains this one and more. */
export const isShownElsewhere = (own: Announcement, others: readonly Announcement[]): boolean =>
  others.some(({ text, order }) => (text === own.text ? order > own.order : text.includes(own.text)));
