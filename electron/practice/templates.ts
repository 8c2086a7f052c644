/** The templates of the practice realm. */
import { realmId } from './lists.ts';
import { templateTexts, type TemplateText } from './template-texts.ts';

/** Fields and types: WhatCounts support, Get Template by ID; `hasVideo`: a public client. */
export interface PracticeTemplate {
  id: number;
  realmId: number;
  name: string;
  description: string;
  subject: string;
  createdDate: string;
  updatedDate: string;
  createdById: number;
  createdBy: string;
  status: string;
  deletedFlag: boolean;
  templateInherited: boolean;
  templateFolderId: number;
  templateLibraryId: number;
  templateLayoutId: number;
  templateProductLayoutId: number;
  permissionMask: string;
  templateSize: number;
  templateDataPlaintext: string;
  templateDataHtml: string;
  templateDataMobile: string;
  templateDataWap: string;
  templateDataAvantgo: string;
  templateDataAol: string;
  templateDataXml: string;
  templateReplaceFields: string;
  templateNotes: string;
  plainHasRelational: boolean;
  htmlHasRelational: boolean;
  hasVideo: boolean;
  isLiveIntentEnabled: boolean;
  liveIntentContentId: number;
  skip: number;
  max: number;
}

/** 21 templates, sorted by id. */
export const templates: readonly PracticeTemplate[] = templateTexts.map(templateOf);

function templateOf(text: TemplateText, index: number): PracticeTemplate {
  const html = htmlOf(text);
  return {
    id: 301 + index,
    realmId,
    name: text.name,
    description: '',
    subject: text.subject,
    // A 24-hour clock followed by "PM", as the documentation shows a template's date.
    createdDate: 'Mar 03, 2025 16:47:32 PM',
    updatedDate: 'Mar 03, 2025 16:47:32 PM',
    createdById: 0,
    createdBy: '',
    status: '',
    deletedFlag: false,
    templateInherited: false,
    templateFolderId: 0,
    templateLibraryId: 0,
    templateLayoutId: 0,
    templateProductLayoutId: 0,
    permissionMask: '0',
    templateSize: html.length,
    templateDataPlaintext: text.paragraphs.join('\n\n'),
    templateDataHtml: html,
    templateDataMobile: '',
    templateDataWap: '',
    templateDataAvantgo: '',
    templateDataAol: '',
    // The documentation shows fragments of XML here; this is its only complete one.
    templateDataXml: '<unicode>0</unicode>',
    templateReplaceFields: '',
    templateNotes: '',
    plainHasRelational: false,
    htmlHasRelational: false,
    hasVideo: false,
    isLiveIntentEnabled: false,
    liveIntentContentId: 0,
    skip: 0,
    max: 0,
  };
}

function htmlOf({ subject, paragraphs }: TemplateText): string {
  const body = paragraphs.map((paragraph) => `      <p>${paragraph}</p>`).join('\n');
  return `<!doctype html>
<html>
  <head><meta charset="utf-8"><title>${subject}</title></head>
  <body style="margin: 0; background: #f2f4f7; font-family: Arial, sans-serif; color: #1c2430">
    <div style="max-width: 560px; margin: 24px auto; padding: 24px 32px; background: #ffffff; border-radius: 8px">
      <h1 style="font-size: 20px">${subject}</h1>
${body}
    </div>
  </body>
</html>`;
}
