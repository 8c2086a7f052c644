/**
 * The commands that send one message, each in one place: its path, what it takes, and what its page says. Whatever else speaks of
 * commands (form, checks, request, log, practice realm) asks here. Pure.
 */

export const commandIds = ['customerKey', 'email', 'modelNames', 'modelIds', 'content', 'listContact'] as const;
export type CommandId = (typeof commandIds)[number];

/** In the order in which they stand in the address. */
export const queryNames = ['format', 'campaignName', 'respectOptout', 'snapshot', 'subjectLine'] as const;
export type QueryName = (typeof queryNames)[number];

export interface SendCommand {
  /** On screen, behind "Send by". */
  label: string;
  /** As the page prints it, for people. */
  printed: string;
  /** What stands before the segments of the path. */
  root: string;
  /** What the path goes on with, in this order, each part encoded for itself. */
  segments: readonly ('list' | 'template' | 'customerKey' | 'firstName')[];
  /** Whether a slash ends the path. */
  endsInSlash: boolean;
  /** Whether lists and templates are named, or numbered as in the realm. */
  namedBy: 'name' | 'id';
  /** Whether there is a template; where there is none, the message has a subject line instead. */
  hasTemplate: boolean;
  /** Where the contact is named: in a field of its own, or in the body. */
  contact: 'customerKey' | 'email' | 'body';
  /** Queries that its page documents; no other is ever sent. */
  queries: readonly QueryName[];
  /** What a person should know before choosing it: what is not documented. Empty where all is. */
  note: string;
}

const asContact = 'Who gets it stands in the body of the request. Only the fields offered here are known; others go as JSON.';

/** Sources: WhatCounts support, the page named above each. */
export const sendCommands: Readonly<Record<CommandId, SendCommand>> = {
  // Send Message with Customer Key.
  customerKey: {
    label: 'Customer key',
    printed: 'POST /rest/msg/sendWithCustomerKey/[listName]/[templateName]/[customerKey]',
    root: '/rest/msg/sendWithCustomerKey',
    segments: ['list', 'template', 'customerKey'],
    endsInSlash: false,
    namedBy: 'name',
    hasTemplate: true,
    contact: 'customerKey',
    queries: ['format', 'campaignName', 'respectOptout', 'snapshot'],
    note: '',
  },
  // Send Message. The page prints it without `/rest`; `snapshot` stands in its newer form only.
  email: {
    label: 'E-mail and first name',
    printed: 'POST /msg/send/[listName]/[templateName]/[email]/[firstName]',
    root: '/msg/send',
    segments: ['list', 'template', 'customerKey', 'firstName'],
    endsInSlash: false,
    namedBy: 'name',
    hasTemplate: true,
    contact: 'email',
    queries: ['format', 'campaignName', 'respectOptout', 'snapshot'],
    note: 'For realms without customer keys. Whether the first name has to be the one that the contact has is not documented.',
  },
  // Send Message with Contact Model using Names.
  modelNames: {
    label: 'Contact model by names',
    printed: 'POST /rest/msg/sendWithModel/[listName]/[templateName]',
    root: '/rest/msg/sendWithModel',
    segments: ['list', 'template'],
    endsInSlash: false,
    namedBy: 'name',
    hasTemplate: true,
    contact: 'body',
    queries: ['format', 'campaignName', 'respectOptout'],
    note: asContact,
  },
  // Send Message with Contact Model using IDs.
  modelIds: {
    label: 'Contact model by ids',
    printed: 'POST /rest/msg/sendWithIdsAndModel/[listId]/[templateId]',
    root: '/rest/msg/sendWithIdsAndModel',
    segments: ['list', 'template'],
    endsInSlash: false,
    namedBy: 'id',
    hasTemplate: true,
    contact: 'body',
    queries: ['format', 'campaignName', 'respectOptout'],
    note: asContact,
  },
  // Send Message with Custom Content. Its text speaks of a snapshot, its list of queries does not.
  content: {
    label: 'Own content',
    printed: 'POST /rest/msg/sendWithContent/[listName]/',
    root: '/rest/msg/sendWithContent',
    segments: ['list'],
    endsInSlash: true,
    namedBy: 'name',
    hasTemplate: false,
    contact: 'body',
    queries: ['format', 'campaignName', 'respectOptout', 'subjectLine'],
    note: 'The body says who gets it and what it says. What WhatCounts calls the content in it is not documented: write it as JSON.',
  },
  // Send to Contact in List. It lists `campaignName` as a query, and says in another place that campaign names are not supported.
  listContact: {
    label: 'Contact in list',
    printed: 'POST /rest/lists/[listId]/[templateId]',
    root: '/rest/lists',
    segments: ['list', 'template'],
    endsInSlash: false,
    namedBy: 'id',
    hasTemplate: true,
    contact: 'body',
    queries: ['format', 'campaignName'],
    note: 'There is no choice about opt-outs here: whether somebody who opted out gets it is not documented, nor whether the campaign name counts.',
  },
};

export const supportsQuery = (command: CommandId, query: QueryName): boolean => sendCommands[command].queries.includes(query);

/** Characters of `subjectLine`, at most (WhatCounts support: Send Message with Custom Content). */
export const subjectLimit = 48;
