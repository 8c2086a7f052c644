/** What the end of a customer key asks of the site of the crash test: an answer at once, a late one, or none. */
export const manners = ['now', 'late', 'never'] as const;
