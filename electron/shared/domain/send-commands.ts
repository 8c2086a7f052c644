/**
 * The commands that send one message, each in one place: its path, its arguments and what the API's documentation says. The form, the
 * checks, the request, the log and the practice realm all follow this table.
 */

export const commandIds = ['customerKey', 'email', 'modelNames', 'modelIds', 'content', 'listContact'] as const;
export type CommandId = (typeof commandIds)[number];

/** In their order in the URL. */
export const queryNames = ['format', 'campaignName', 'respectOptout', 'snapshot', 'subjectLine'] as const;
export type QueryName = (typeof queryNames)[number];

export interface SendCommand {
  /** On screen, after "Send by". */
  label: string;
  /** The path as the documentation prints it, for people. */
  printed: string;
  /** The beginning of the path, before its segments. */
  root: string;
  /** The segments of the path, in this order, each encoded separately. */
  segments: readonly ('list' | 'template' | 'customerKey' | 'firstName')[];
  /** Whether the path ends with a slash. */
  endsInSlash: boolean;
  /** Whether lists and templates are given by name, or by their number in the realm. */
  namedBy: 'name' | 'id';
  /** Whether there is a template; if not, the message has a subject line instead. */
  hasTemplate: boolean;
  /** Where the contact is named: in a field of its own, or in the body. */
  contact: 'customerKey' | 'email' | 'body';
  /** The query parameters that the command's documentation lists; no others are ever sent. */
  queries: readonly QueryName[];
  /** What a person should know before choosing the command because it is not documented; empty if everything is. */
  note: string;
}

const asContact = 'Who gets it stands in the body of the request. Only the fields offered here are known; others go as JSON.';

/** Sources: WhatCounts support, the page named above each command. */
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
  // Send Message. The page prints it without `/rest`; only its newer version has `snapshot`.
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
  // Send Message with Custom Content. Its text mentions a snapshot, its list of query parameters does not.
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
  // Send to Contact in List. It lists `campaignName` as a query parameter, and says elsewhere that campaign names are not supported.
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

/** Maximum length of `subjectLine`, in characters (WhatCounts support: Send Message with Custom Content). */
export const subjectLimit = 48;
