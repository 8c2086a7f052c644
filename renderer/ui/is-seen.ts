/** Whether an element can be seen: what belongs to one that is on a screen that was left has to go with it. */
export const isSeen = (element: Element): boolean => element.checkVisibility({ checkVisibilityCSS: true });
