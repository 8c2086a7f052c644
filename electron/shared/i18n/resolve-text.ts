/** What is said when somebody resolves a send of which it isn't known whether it went. */

/** `status`: of the response that came; `null` where none came as a whole. */
interface Marked {
  status: number | null;
}

const saw = ({ status }: Marked): string =>
  status === null ? 'Keypost itself saw no complete response to this send.' : `The server had responded with ${status}.`;

export const resolveText = {
  'resolve.resolvedAlready': (): string => 'This send is resolved already. Nothing was changed.',
  'resolve.notAsked': (): string => 'This send is resolved already. WhatCounts was not asked.',
  'resolve.markedSent': (marked: Marked): string => `Accepted, as marked by a person. ${saw(marked)}`,
  'resolve.markedNotSent': (marked: Marked): string => `Not sent, as marked by a person. ${saw(marked)}`,
};
