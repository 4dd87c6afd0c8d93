import { assertNever, exact, exactInteger, formatWanyuan, formatYuan, multiplyExact, toFixedHalfUp, type CivilDate, type FieldDefinition, type RevisionContent, type SectionDefinition, type SlotKey, type Template } from '@hengji/domain';
import { renderFragment } from './html.js';
import type { Block, Cell, Inline, Report } from './report.js';
import { wordsOf, type ReportLanguage, type ReportWords } from './reportWords.js';
import { rowsOf } from './revision.js';
import { scoreBlocks } from './scoreTable.js';

/** A signature under the revision. Names are null where they are not shown (the public's pages name offices, not people). */
export type ReportSignature = {
  readonly slot: SlotKey;
  readonly signerName: string | null;
  /** Whose place the signer took, by delegation. */
  readonly onBehalfOfName: string | null;
  /** Appointed to the slot by the administrator (代签). */
  readonly acting: boolean;
  readonly signedOn: CivilDate;
  readonly minutesNumber: string | null;
};

/** What a revision refers to by id: the template it was filled in on, the subject's name, the signatures so far. */
export type ReportContext = {
  readonly template: Template;
  readonly unitName: string;
  readonly language: ReportLanguage;
  readonly signatures: readonly ReportSignature[];
};

/**
 * The frozen revision as an HTML fragment (see `renderFragment`): what a signer sees before he signs, and what the public reads.
 * Throws an `UnreadableRevisionError` when the revision's rows are none.
 */
export function reportHtml(content: RevisionContent, context: ReportContext): string {
  return renderFragment(revisionReport(content, context));
}

/** The report model of a frozen revision. Nothing is computed anew besides sums of rows; scores are shown as frozen. */
export function revisionReport(content: RevisionContent, context: ReportContext): Report {
  const words = wordsOf(context.language);
  return {
    title: words.title(context.unitName, content.year, content.phase, content.checkpoint),
    language: context.language,
    blocks: [
      headBlock(content, context, words),
      ...scoreBlocks(content, context.template, words, context.language),
      ...context.template.sections.flatMap((section) => sectionBlocks(section, content, words, context.language)),
      ...warnedBlocks(content, context, words),
      ...checkBlocks(content, context, words),
      ...evidenceBlocks(content, context, words),
      ...signatureBlocks(context, words),
    ],
  };
}

function headBlock(content: RevisionContent, context: ReportContext, words: ReportWords): Block {
  const english = context.language === 'en';
  const overridden = rowsOf(content).filter(({ override }) => override !== undefined).length;
  return {
    kind: 'facts',
    items: [
      ...(content.project === undefined ? [{ term: words.unit, value: { text: context.unitName } }] : [{ term: words.project, value: { text: content.project } }, { term: words.unit, value: { text: content.unit } }]),
      { term: words.year, value: { text: String(content.year) } },
      { term: words.phase, value: { text: words.phaseName(content.phase, content.checkpoint) } },
      { term: words.template, value: { text: words.templateName(english ? context.template.titleEn : context.template.title, context.template.version) } },
      ...(content.score === null
        ? []
        : [
            { term: words.selfScore, value: { text: content.score.self } },
            ...(content.score.reviewed === null ? [] : [{ term: words.reviewedScore, value: { text: content.score.reviewed } }]),
            { term: words.grade, value: { text: words.gradeName(content.score.grade) } },
          ]),
      ...(overridden === 0 ? [] : [{ term: words.overriddenRows, value: { text: words.overriddenCount(overridden) } }]),
    ],
  };
}

/** A section's figures: short values in a table, long texts below it. Sections that the revision does not hold are left out. */
function sectionBlocks(section: SectionDefinition, content: RevisionContent, words: ReportWords, language: ReportLanguage): readonly Block[] {
  const values = content.figures[section.key];
  if (values === undefined) return [];
  const fields = section.fields.flatMap((field) => {
    const value = values[field.key];
    return value === undefined ? [] : [{ field, value, label: language === 'en' ? field.labelEn : field.label }];
  });
  if (fields.length === 0) return [];
  const title = language === 'en' ? section.titleEn : section.title;
  const short = fields.filter(({ field }) => field.type !== 'longText');
  const long = fields.filter(({ field }) => field.type === 'longText');
  return [
    { kind: 'heading', level: 2, text: title },
    ...(short.length === 0 ? [] : [figuresTable(title, short, words, language)]),
    ...(long.length === 0 ? [] : [{ kind: 'facts' as const, items: long.map(({ label, value }) => ({ term: label, value: written(value, words, language) })) }]),
  ];
}

function figuresTable(caption: string, fields: readonly { field: FieldDefinition; value: string; label: string }[], words: ReportWords, language: ReportLanguage): Block {
  return {
    kind: 'table',
    caption,
    columns: [
      { label: words.item, numeric: false },
      { label: words.value, numeric: true },
      { label: words.measure, numeric: false },
    ],
    rows: fields.map(({ field, value, label }): readonly Cell[] => [{ text: label, header: true }, { ...valueOf(field, value, words, language), numeric: isNumber(field) }, chinese(measureOf(field, words), language)]),
    foot: [],
  };
}

/** A stored value as people read it. Money is stored in 分 and shown exactly in 万元, with 元 on pointing. */
function valueOf(field: FieldDefinition, value: string, words: ReportWords, language: ReportLanguage): Inline {
  if (value === '') return { text: words.none };
  switch (field.type) {
    case 'money': {
      // A value that is no amount is shown as it is stored: a signer must see what he signs.
      if (!/^-?\d+$/.test(value)) return { text: value };
      const fen = BigInt(value);
      return { text: formatWanyuan(fen), hint: words.yuan(formatYuan(fen)) };
    }
    case 'boolean':
      return { text: value === 'true' ? words.yes : value === 'false' ? words.no : value };
    case 'choice': {
      const choice = field.choices?.find((one) => one.value === value);
      return { text: choice === undefined ? value : language === 'en' ? choice.labelEn : choice.label };
    }
    case 'percent':
    case 'decimal':
    case 'count':
    case 'date':
      return { text: value };
    case 'text':
    case 'longText':
      return written(value, words, language);
    default:
      return assertNever(field.type);
  }
}

function isNumber(field: FieldDefinition): boolean {
  return field.type === 'money' || field.type === 'percent' || field.type === 'decimal' || field.type === 'count';
}

function measureOf(field: FieldDefinition, words: ReportWords): string {
  switch (field.type) {
    case 'money':
      return words.wanyuan;
    case 'percent':
      return '%';
    case 'decimal':
    case 'count':
      return field.unit ?? '';
    case 'boolean':
    case 'choice':
    case 'date':
    case 'text':
    case 'longText':
      return '';
    default:
      return assertNever(field.type);
  }
}

function indicatorName({ template, language }: ReportContext, key: string): string {
  const row = template.indicators.find((one) => one.key === key);
  return (language === 'en' ? row?.nameEn : row?.name) ?? key;
}

/** Rows under their warning line at the checkpoint: the bureau looks at these first. */
function warnedBlocks({ warned = [] }: RevisionContent, context: ReportContext, words: ReportWords): readonly Block[] {
  if (warned.length === 0) return [];
  const percent = (fraction: string) => `${toFixedHalfUp(multiplyExact(exact(fraction) ?? exactInteger(0n), exactInteger(100n)), 2)}%`;
  return [
    { kind: 'heading', level: 2, text: words.warned(warned.length) },
    {
      kind: 'table',
      caption: words.warned(warned.length),
      columns: [{ label: words.indicator, numeric: false }, { label: words.rate, numeric: true }, { label: words.warningLine, numeric: true }],
      rows: warned.map(({ indicator, rate, below }): readonly Cell[] => [{ ...written(indicatorName(context, indicator), words, context.language), header: true }, { text: percent(rate) }, { text: percent(below) }]),
      foot: [],
    },
  ];
}

/** Warnings of the checker with what the department and the bureau said to them: the signer answers for the answers too. */
function checkBlocks({ checks = [] }: RevisionContent, context: ReportContext, words: ReportWords): readonly Block[] {
  if (checks.length === 0) return [];
  const { language } = context;
  const answer = ({ answer: text, effect }: (typeof checks)[number]) => [...(text === null ? [] : [text]), ...(effect === null ? [] : [words.effect(indicatorName(context, effect.indicator), effect.points)])].join(' ');
  return [
    { kind: 'heading', level: 2, text: words.checks(checks.length) },
    {
      kind: 'table',
      caption: words.checks(checks.length),
      columns: [words.checkRule, words.checkPlace, words.checkSaid, words.checkAnswer, words.checkDecision].map((label) => ({ label, numeric: false })),
      rows: checks.map((check): readonly Cell[] => [
        { text: check.rule, header: true },
        written(check.place, words, language),
        written(check.said, words, language),
        written(answer(check), words, language),
        check.decision === null ? { text: words.none } : written(words.decision(check.decision.accepted, check.decision.reason), words, language),
      ]),
      foot: [],
    },
  ];
}

function evidenceBlocks(content: RevisionContent, context: ReportContext, words: ReportWords): readonly Block[] {
  if (content.evidence.length === 0) return [];
  const titleOf = (key: string) => {
    const section = context.template.sections.find((one) => one.key === key);
    return section === undefined ? key : context.language === 'en' ? section.titleEn : section.title;
  };
  return [
    { kind: 'heading', level: 2, text: words.evidence },
    {
      kind: 'table',
      caption: words.evidence,
      columns: [
        { label: words.file, numeric: false },
        { label: words.section, numeric: false },
        { label: words.supports, numeric: false },
        { label: words.size, numeric: true },
        { label: words.sha256, numeric: false },
      ],
      rows: content.evidence.map((file): readonly Cell[] => [
        { ...written(file.name, words, context.language), header: true },
        { text: titleOf(file.section) },
        { text: file.indicator === undefined ? words.none : indicatorName(context, file.indicator) },
        { text: String(file.bytes) },
        { text: file.sha256 },
      ]),
      foot: [],
    },
  ];
}

function signatureBlocks(context: ReportContext, words: ReportWords): readonly Block[] {
  if (context.signatures.length === 0) return [];
  const slots = context.template.process.stages.flatMap((stage) => stage.signing.flatMap((group) => group.slots));
  const titleOf = (key: SlotKey) => {
    const slot = slots.find((one) => one.key === key);
    return slot === undefined ? key : context.language === 'en' ? slot.titleEn : slot.title;
  };
  const named = context.signatures.some((signature) => signature.signerName !== null);
  const signer = ({ signerName, onBehalfOfName, acting }: ReportSignature) => {
    if (signerName === null) return words.none;
    const signed = onBehalfOfName === null ? signerName : words.onBehalfOf(signerName, onBehalfOfName);
    return acting ? words.acting(signed) : signed;
  };
  return [
    { kind: 'heading', level: 2, text: words.signatures },
    {
      kind: 'table',
      caption: words.signatures,
      columns: [words.slot, ...(named ? [words.signer] : []), words.signedOn, words.minutes].map((label) => ({ label, numeric: false })),
      rows: context.signatures.map((signature): readonly Cell[] => [
        { text: titleOf(signature.slot), header: true },
        ...(named ? [written(signer(signature), words, context.language)] : []),
        { text: signature.signedOn },
        signature.minutesNumber === null ? { text: words.none } : written(signature.minutesNumber, words, context.language),
      ]),
      foot: [],
    },
  ];
}

/** A text of the county, or a dash where nothing was written. */
function written(text: string, words: ReportWords, language: ReportLanguage): Inline {
  return chinese(text.trim() === '' ? words.none : text, language);
}

/** What people of the county wrote stays Chinese in an English report, and says so to screen readers. */
function chinese(text: string, language: ReportLanguage): Inline {
  return language === 'en' && /\p{Script=Han}/u.test(text) ? { text, language: 'zh-CN' } : { text };
}
