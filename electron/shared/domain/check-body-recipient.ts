/** What names the contact inside a body of JSON: the same rules as where it is typed alone. The body goes as it is typed, so nothing is trimmed. */
import { trimHidden } from '../base/hidden-characters.ts';
import { takeAddress } from './contact-address.ts';
import { keyRefusal } from './customer-key.ts';
import { hiddenRefusal, type TextRefusal } from './typed-text.ts';
import { textOf } from '../i18n/text.ts';
import { alikeNamingMembers, withTopName, withTopText, type JsonObject } from './contact-body.ts';
import { segmentTrouble, type Checked } from './path-segment.ts';

type Unclear = Extract<Checked<never>, { refusal: string }>;

/**
 * Why a member can't be told from one that names the contact, or hides something; `null` where each can. `text` is the body as it is typed,
 * `body` the same read.
 */
export function unclearMember(text: string, body: JsonObject): Unclear | null {
  // Beside "email", one with a joiner in it would name somebody whom nobody sees.
  for (const member of Object.keys(body)) {
    const refused = hiddenRefusal(member, { rule: 'exact', noun: 'name' });
    if (refused !== null) return { refusal: `“${member}”: ${textOf(refused.text)}` };
  }
  const [alike] = alikeNamingMembers(body);
  if (alike === undefined) return null;
  const { written, meant } = alike;
  const isBeside = Object.hasOwn(body, meant);
  const rename = { label: { code: 'field.renameMember', params: { meant } }, value: withTopName(text, written, meant) } as const;
  return {
    refusal: textOf({ code: 'field.alikeMember', params: { written, meant, isBeside } }),
    fixes: isBeside ? [] : [rename],
  };
}

/** Why what names the contact can't be taken as a name; `null` where it can. `text` is the body as it is typed, `body` the same read. */
export function unclearName(text: string, body: JsonObject): Unclear | null {
  for (const field of ['customerKey', 'email'] as const) {
    const name = body[field];
    if (name === undefined || name === null) continue;
    if (typeof name !== 'string') return { refusal: `${field} has to be a text: put it into quotes.` };
    const refused = field === 'customerKey' ? (keyRefusal(name) ?? edgeRefusal(field, name)) : addressRefusal(name);
    if (refused !== null) return inBody(field, refused, text);
    const trouble = segmentTrouble(name);
    if (trouble !== null) return { refusal: `${field}: ${trouble}` };
  }
  return null;
}

function addressRefusal(name: string): TextRefusal | null {
  const hidden = hiddenRefusal(name, { rule: 'exact', noun: 'e-mail address' });
  const taken = takeAddress(name);
  if ('text' in taken) return taken;
  return hidden ?? edgeRefusal('email', name);
}

/** Only a field's own ends can lose spaces; inside a body they are a part of the name. */
function edgeRefusal(field: string, name: string): TextRefusal | null {
  const value = trimHidden(name, 'exact');
  if (name === value) return null;
  return {
    text: { code: 'field.bodySpaces', params: { field } },
    fixes: [{ label: { code: 'field.removeIt', params: { count: name.length - value.length } }, value }],
  };
}

/** A click changes the one name and leaves the rest of the body as it is written. */
const inBody = (field: string, { text, fixes }: TextRefusal, body: string): Unclear => ({
  refusal: text.code === 'field.bodySpaces' ? textOf(text) : `${field}: ${textOf(text)}`,
  fixes: fixes.map(({ label, value }) => ({ label, value: withTopText(body, field, value) })),
});
