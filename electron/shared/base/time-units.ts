/** Spans of time in milliseconds. A day has 24 hours here: days of a calendar may have another length. */
export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
