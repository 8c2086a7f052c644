/** What is said when somebody resolves a send of which it isn't known whether it went. */

export const resolveText = {
  'resolve.resolvedAlready': (): string => 'This send is resolved already. Nothing was changed.',
  'resolve.notAsked': (): string => 'This send is resolved already. WhatCounts was not asked.',
};
