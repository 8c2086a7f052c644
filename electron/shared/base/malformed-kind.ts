/** What is wrong with a response that can't be read as HTTP. */
export const malformedKinds = [
  'lengthAndChunks',
  'twoLengths',
  'badLength',
  'badChunk',
  'bareLineFeed',
  'controlCharacter',
  'tooManyHeaders',
  'badHead',
  'upgrade',
  'http2',
  'tls',
  'page',
  'otherProtocol',
  'noHttp',
] as const;
export type MalformedKind = (typeof malformedKinds)[number];
