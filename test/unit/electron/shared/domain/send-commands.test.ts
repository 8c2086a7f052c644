import { describe, expect, test } from 'vitest';
import {
  commandIds,
  queryNames,
  sendCommands,
  supportsQuery,
  type CommandId,
  type SendCommand,
} from '../../../../../electron/shared/domain/send-commands.ts';

const printed: Readonly<Record<CommandId, string>> = {
  customerKey: 'POST /rest/msg/sendWithCustomerKey/[listName]/[templateName]/[customerKey]',
  email: 'POST /msg/send/[listName]/[templateName]/[email]/[firstName]',
  modelNames: 'POST /rest/msg/sendWithModel/[listName]/[templateName]',
  modelIds: 'POST /rest/msg/sendWithIdsAndModel/[listId]/[templateId]',
  content: 'POST /rest/msg/sendWithContent/[listName]/',
  listContact: 'POST /rest/lists/[listId]/[templateId]',
};

/** A segment of the path like in the documentation of the command. */
const printedSegment = (segment: SendCommand['segments'][number], { namedBy, contact }: SendCommand): string => {
  if (segment === 'firstName') return '[firstName]';
  if (segment === 'customerKey') return contact === 'email' ? '[email]' : '[customerKey]';
  return `[${segment}${namedBy === 'id' ? 'Id' : 'Name'}]`;
};

describe('a command', () => {
  test.each(commandIds)('is printed like in its documentation, and its path has the same segments: %s', (id) => {
    const command = sendCommands[id];
    const path = [command.root, ...command.segments.map((segment) => printedSegment(segment, command))].join('/');
    expect(command.printed).toBe(printed[id]);
    expect(command.printed).toBe(`POST ${path}${command.endsInSlash ? '/' : ''}`);
  });

  const asContact = 'Who gets it stands in the body of the request. Only the fields offered here are known; others go as JSON.';
  test.each([
    ['customerKey', 'Customer key', ''],
    [
      'email',
      'E-mail and first name',
      'For realms without customer keys. Whether the first name has to be the one that the contact has is not documented.',
    ],
    ['modelNames', 'Contact model by names', asContact],
    ['modelIds', 'Contact model by ids', asContact],
    [
      'content',
      'Own content',
      'The body says who gets it and what it says. What WhatCounts calls the content in it is not documented: write it as JSON.',
    ],
    [
      'listContact',
      'Contact in list',
      'There is no choice about opt-outs here: whether somebody who opted out gets it is not documented, nor whether the campaign name counts.',
    ],
  ] as const)('is named for its input, and lists what is not documented: %s', (id, label, note) => {
    expect(sendCommands[id]).toMatchObject({ label, note });
  });

  test.each([
    ['customerKey', 'customerKey', ['format', 'campaignName', 'respectOptout', 'snapshot']],
    ['email', 'email', ['format', 'campaignName', 'respectOptout', 'snapshot']],
    ['modelNames', 'body', ['format', 'campaignName', 'respectOptout']],
    ['modelIds', 'body', ['format', 'campaignName', 'respectOptout']],
    ['content', 'body', ['format', 'campaignName', 'respectOptout', 'subjectLine']],
    ['listContact', 'body', ['format', 'campaignName']],
  ] as const)('takes the queries that its page documents, and names the contact in its own place: %s', (id, contact, queries) => {
    expect(sendCommands[id].contact).toBe(contact);
    expect(queryNames.filter((query) => supportsQuery(id, query))).toEqual(queries);
  });
});
