import { plainOf, type Location, type ReadDocument } from '@hengji/domain';

/** What a part of a report is about, told from its headings. */
export type Topic = 'profile' | 'goals' | 'results' | 'reasons' | 'measures' | 'use' | 'publication' | 'other';

/**
 * One sentence, `plain`, with the topics of the headings above it. `inRow`: it is a row or a heading of the score table, whose words are
 * the row's. `labelled`: it stands behind a label of its own (改进措施:…), or in the cell beside one.
 */
export type Sentence = { readonly labelled: boolean; readonly text: string; readonly location: Location; readonly topics: ReadonlySet<Topic>; readonly passage: number; readonly inRow: boolean };

const topicWords: readonly (readonly [Topic, RegExp])[] = [
  ['profile', /概况|基本情况|职能|职责|机构|人员/],
  ['goals', /总体(?:绩效)?目标|目标设定|绩效目标$/],
  ['results', /完成情况|评价结论|自评结论|评价结果|绩效分析|实现情况/],
  ['reasons', /原因|存在(?:的)?(?:主要)?问题|不足/],
  ['measures', /措施|改进|建议|下一步|整改/],
  ['use', /应用/],
  ['publication', /公开/],
  ['other', /其他|其它|需要说明/],
];

function topicsOf(heading: string): ReadonlySet<Topic> {
  return new Set(topicWords.filter(([, words]) => words.test(heading)).map(([topic]) => topic));
}

/** 一、 begins a chapter; below it （一） a part, which keeps the chapter's topics only where it names none itself. */
const chapterMark = /^(?:第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]+、)/;

const label = /^(?:\(?[一二三四五六七八九十\d]{1,2}[)、.])*((?:存在|主要|发现)(?:的)?(?:主要)?问题|(?:偏差|偏离|扣分|失分|未完成)?原因|(?:下一步)?(?:改进|整改|完善)(?:的)?(?:措施|建议|意见|工作)|问题(?:及|和|与)(?:原因|建议|措施))(?:分析)?(?:(?:及|和|与)[\p{Script=Han}]{2,8})?$/u;

/** A cell that says what the next one is about; a column's head has the same words, but no sentence beside it. */
const labelCell = /^(?:存在(?:的)?(?:主要)?问题|(?:下一步)?(?:改进|整改)(?:措施|建议|意见)):?$/;
const leastSentence = 8;

/** What a label in front of a sentence, or in the cell before it, says the sentence is about. */
function labelledTopics(text: string, before: string | null): { readonly topics: ReadonlySet<Topic>; readonly text: string } | null {
  const [own = '', ...rest] = text.split(':');
  if (rest.length > 0 && label.test(own)) return { topics: topicsOf(own), text: rest.join(':') };
  return before !== null && labelCell.test(before) && text.length >= leastSentence ? { topics: topicsOf(before), text } : null;
}

const begunMeasure = /^(?:下一步|今后|(?:改进|整改)措施[:为])/;
const onlyMeasures: ReadonlySet<Topic> = new Set(['measures']);

export function sentencesOf(document: ReadDocument): readonly Sentence[] {
  const rows = new Set(document.columns === null ? [...document.items, ...document.levels].map(({ location }) => keyOf(location)) : []);
  let chapter: ReadonlySet<Topic> = new Set();
  let topics: ReadonlySet<Topic> = new Set();
  return document.passages.flatMap((passage, index): readonly Sentence[] => {
    const text = plainOf(passage);
    if (passage.role === 'heading') {
      const found = topicsOf(text);
      if (chapterMark.test(text)) {
        chapter = found;
        topics = found;
      } else if (found.size > 0) {
        topics = found;
      }
    }
    const before = document.passages[index - 1];
    const labelled = passage.role === 'heading' ? null : labelledTopics(text, passage.role === 'cell' && before?.role === 'cell' ? plainOf(before) : null);
    let own = labelled?.topics ?? (topics.size > 0 ? topics : chapter);
    return (labelled?.text ?? text)
      .split(/(?<=[。;!?])/)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence !== '')
      .map((sentence) => {
        // 存在问题:…。下一步由…: the paragraph goes on to what is done about it.
        if (labelled !== null && begunMeasure.test(sentence)) own = onlyMeasures;
        return { text: sentence, own };
      })
      .map(({ text: sentence, own: about }) => ({ text: sentence, location: passage.location, topics: about, labelled: labelled !== null, passage: index, inRow: rows.has(keyOf(passage.location)) }));
  });
}

function keyOf(location: Location): string {
  const { item: _, ...place } = location;
  return JSON.stringify(place);
}

/** Sentences of a topic that are more than its heading. */
export function sentencesAbout(sentences: readonly Sentence[], document: ReadDocument, topic: Topic): readonly Sentence[] {
  return sentences.filter((sentence) => sentence.topics.has(topic) && !sentence.inRow && (sentence.labelled || document.passages[sentence.passage]?.role === 'paragraph'));
}
