/** Entry point of the process that checks names. It posts a result for each message. */
import { parentOfThis } from '../child/parent.ts';
import { hasPublicSuffix } from '../net/public-suffix.ts';
import type { NameResult, NameQuery } from './public-names.ts';

const parent = parentOfThis();

parent.listen((message) => {
  const { id, name } = message as NameQuery;
  parent.post({ id, isPublic: hasPublicSuffix(name) } satisfies NameResult);
});
