/** How an awkward server gives its lists and its templates. */
import type { AwkwardAnswer, AwkwardRequest, Behaviour } from '../awkward-site.ts';
import { json } from './answers.ts';

type Kind = 'lists' | 'templates';

const asks = ({ method, path }: AwkwardRequest, kind: Kind): boolean => method === 'GET' && path === `/rest/${kind}`;
const skipOf = ({ query }: AwkwardRequest): number => Number(query.get('skip') ?? '0');

/** 500 a page. */
export const pagesOf =
  (kind: Kind, objects: readonly unknown[]): Behaviour =>
  (request) => {
    const skip = skipOf(request);
    return asks(request, kind) ? json(objects.slice(skip, skip + 500)) : undefined;
  };

/** Every page is this, however many come before it. */
export const always =
  (kind: Kind, answer: AwkwardAnswer): Behaviour =>
  (request) =>
    asks(request, kind) ? answer : undefined;

/** Only pages that others come before are this. */
export const later =
  (kind: Kind, answer: AwkwardAnswer): Behaviour =>
  (request) =>
    asks(request, kind) && skipOf(request) > 0 ? answer : undefined;
