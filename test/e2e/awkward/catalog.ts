/** How an awkward server responds to requests for lists and templates. */
import type { AwkwardResponse, AwkwardRequest, Behaviour } from '../awkward-site.ts';
import { json } from './responses.ts';

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

/** Every page gets this response. */
export const always =
  (kind: Kind, response: AwkwardResponse): Behaviour =>
  (request) =>
    asks(request, kind) ? response : undefined;

/** Every page but the first gets this response. */
export const later =
  (kind: Kind, response: AwkwardResponse): Behaviour =>
  (request) =>
    asks(request, kind) && skipOf(request) > 0 ? response : undefined;
