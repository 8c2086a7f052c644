/** The process that judges names. No logic: each message is a question, and goes back with its answer. */
import { parentOfThis } from '../child/parent.ts';
import { hasPublicSuffix } from '../net/public-suffix.ts';
import type { NameJudgement, NameQuestion } from './public-names.ts';

const parent = parentOfThis();

parent.listen((message) => {
  const { id, name } = message as NameQuestion;
  parent.post({ id, isPublic: hasPublicSuffix(name) } satisfies NameJudgement);
});
