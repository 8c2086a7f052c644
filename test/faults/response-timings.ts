/** When the site of the crash test responds: the customer key of a send ends with one of these. */
export const responseTimings = ['now', 'late', 'never'] as const;
