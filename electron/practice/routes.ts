/** Routes requests of the practice realm to reads and commands. */
import { sendError, sendJson, sendPage } from './responses.ts';
import { serveContact, serveContacts, type ContactReads } from './contact-reads.ts';
import { contacts } from './contacts.ts';
import { lists } from './lists.ts';
import { serveSend, serveSendByEmail, serveSendInList, type SendContext } from './sends.ts';
import { serveSnapshots } from './snapshots.ts';
import { templates } from './templates.ts';

export type RouteContext = ContactReads & { send: SendContext['onSent']; body: string; slowMs: number; siteUrl: string };

/** Responds to a request whose authorization was checked. `segments`: the decoded segments of the path. */
export function serveRoute(method: string, segments: readonly string[], context: RouteContext): void {
  const { response, query, body, slowMs } = context;
  const [rest, resource = '', ...below] = segments;
  const send = sendFor(segments);
  if (method === 'POST' && send) {
    if (!send({ response, query, body, slowMs, onSent: context.send })) sendError(response, 404, 'Unable to find resource');
  } else if (rest !== 'rest' && rest !== 'msg') sendError(response, 404, 'Unable to find resource');
  else if (method !== 'GET' || rest === 'msg' || resource === 'msg') sendError(response, 405, `${method} is not allowed here`);
  else if (!serveRead(resource, below, context)) sendError(response, 404, 'Unable to find resource');
}

/** The command of a path; `null` if it is none. */
function sendFor([first, second, ...below]: readonly string[]): ((context: SendContext) => boolean) | null {
  if (first === 'msg') return (context) => serveSendByEmail([second ?? '', ...below], context);
  if (first !== 'rest') return null;
  if (second === 'msg') return (context) => serveSend(below, context);
  const [listId = '', templateId = ''] = below;
  if (second !== 'lists' || below.length !== 2 || templateId === 'subscribers') return null;
  return (context) => {
    serveSendInList(listId, templateId, context);
    return true;
  };
}

function serveRead(resource: string, [id, ...below]: readonly string[], context: RouteContext): boolean {
  if (below.length > 1) return false;
  switch (resource) {
    case 'lists':
      return serveLists(id, below[0], context);
    case 'templates':
      return serveTemplates(id, below[0], context);
    case 'subscribers':
      if (id === 'availableimagessenttocustomerkey' && below[0] !== undefined) {
        serveSnapshots(context.response, below[0], context.sent, context.siteUrl);
        return true;
      }
      if (id !== undefined) return serveContact(id, below[0], context);
      serveContacts(contacts, context);
      return true;
    default:
      return false;
  }
}

/** WhatCounts support: URI Structure and Response; Get All Lists; Get Contact in List by Filter. */
function serveLists(id: string | undefined, below: string | undefined, context: RouteContext): boolean {
  const { response, query } = context;
  if (id === undefined) {
    const name = query.get('listName');
    sendPage(response, name === undefined ? lists : lists.filter((list) => list.listName === name), query);
    return true;
  }
  const list = lists.find((one) => String(one.listId) === id);
  if (below !== undefined && below !== 'subscribers') return false;
  if (!list) sendError(response, 404, 'List Not Found');
  else if (below === undefined) sendJson(response, 200, list);
  else {
    serveContacts(
      contacts.filter((contact) => contact.listIds.includes(list.listId)),
      context,
    );
  }
  return true;
}

/** WhatCounts support: Get Template by ID; listing all and the filter `name` are only known from a public client. */
function serveTemplates(id: string | undefined, below: string | undefined, { response, query }: RouteContext): boolean {
  if (below !== undefined) return false;
  if (id === undefined) {
    const name = query.get('name');
    sendPage(response, name === undefined ? templates : templates.filter((template) => template.name === name), query);
    return true;
  }
  const template = templates.find((one) => String(one.id) === id);
  if (template) sendJson(response, 200, template);
  else sendError(response, 404, 'Template Not Found');
  return true;
}
