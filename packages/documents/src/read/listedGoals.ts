import { indicatorHeaders } from './columns.js';
import { cellOnLine, gridOf, type FlowCell, type FlowLine, type FlowTable, type TextFlow } from './flow.js';
import { declaredWeight, numberingOf, plain, plainOf } from './wording.js';

/** Characters of a goal: more is a sentence. */
const longestGoal = 30;

const levelHeading = /^\p{Script=Han}{2,12}指标$/u;

/** 清理疫木株数    ≥12000株, 清理疫木株数:≥12000株. */
function goalIn(text: string): { readonly name: string; readonly target: string } | null {
  const [, name = '', target = ''] = /^([^:：。;；]{2,40}?)(?:\s{2,}|\s*[:：]\s*)([^。;；:：]+)$/.exec(text.trim()) ?? [];
  return name === '' || target.trim().length > longestGoal ? null : { name: name.trim(), target: target.trim() };
}

const head = ['一级指标', '二级指标', '三级指标', '指标值'];

/**
 * A declaration that lists its goals, 一、产出指标 / (一)数量指标 / 1.清理疫木株数 ≥12000株, with the table that the list stands for below
 * each heading. One that has a table of its own is left as it is.
 */
export function withListedGoals(flow: TextFlow): TextFlow {
  if (flow.some((block) => block.kind === 'table' && indicatorHeaders(gridOf(block)).length > 0)) return flow;
  const made: (FlowLine | FlowTable)[] = [];
  let open: (readonly FlowCell[])[] = [];
  let levels: { readonly chapter: string | null; readonly part: string | null } = { chapter: null, part: null };
  for (const block of flow) {
    if (block.kind === 'table') {
      made.push(block);
      open = [];
      continue;
    }
    const { rank, rest } = numberingOf(plainOf(block));
    const heading = levelHeading.exec(rest.replace(declaredWeight, ''))?.[0] ?? null;
    if (rank === 'chapter') levels = { chapter: heading, part: null };
    else if (rank === 'part') levels = { ...levels, part: heading };
    const goal = rank === 'level1' && levels.chapter !== null ? goalIn(block.text.trim().replace(/^\d{1,2}[.、．]/, '')) : null;
    if (goal === null) {
      made.push(block);
      open = [];
      continue;
    }
    // The table of a run of goals grows as they come.
    if (open.length === 0) {
      open = [head.map((text) => cellOnLine(text, block))];
      made.push({ kind: 'table', rows: open, location: block.location });
    }
    open.push([levels.chapter ?? '', levels.part ?? '', plain(goal.name), goal.target].map((text) => cellOnLine(text, block)));
  }
  return made;
}
