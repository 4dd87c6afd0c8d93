import { duties, type Duty } from '@hengji/domain';
import { countyOperations, evaluationCommands, findingCommands, lists, operationsForAll, publicOperations, unitOperations, type Grants, type Reach } from './expected.js';
import { findingStations, isStation, offeredAt, stations, type StationName } from './stations.js';

const titles: Readonly<Record<Duty, string>> = {
  staff: '干部职工', clerk: '填报人', accountant: '会计', officeLead: '股室负责人', financeHead: '财务负责人', deputyLeader: '分管领导', principal: '组长', performanceDesk: '财政局绩效科', auditor: '审计', administrator: '系统管理员',
};

const words: Readonly<Record<Reach, string>> = { own: '●', ownAndBelow: '●↓', county: '◎' };

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function grantsTable(what: string, all: Readonly<Record<string, Grants>>): string {
  const rows = Object.entries(all).map(([name, grants]) => [`\`${name}\``, ...duties.map((duty) => { const reach = grants[duty]; return reach === undefined ? '' : words[reach]; })]);
  return table([what, ...duties.map((duty) => titles[duty])], rows);
}

/** Duties that are offered the same here are named together. */
function offersAt(name: StationName, without: ReadonlySet<string>): string {
  const by = new Map<string, Duty[]>();
  for (const duty of duties) {
    const offered = offeredAt(name, duty).filter((command) => !without.has(command)).join('` `');
    if (offered !== '') by.set(offered, [...(by.get(offered) ?? []), duty]);
  }
  return [...by].map(([commands, who]) => `${who.map((duty) => titles[duty]).join('、')}: \`${commands}\``).join('; ') || '–';
}

function stationTable(what: string, names: readonly string[], without: ReadonlySet<string>): string {
  return table([what, 'offered to whom'], names.filter(isStation).map((name) => [`\`${name}\``, offersAt(name, without)]));
}

/** Offered at every place of a running year; told once. */
const always = new Set(['delegate', 'handOver', 'cancel']);

/** The permission matrix in words and tables, from the expectations that the tests hold the API to. */
export function permissionsDocument(): string {
  const list = (ids: readonly string[]) => ids.map((id) => `\`${id}\``).join(', ');
  return `<!-- Generated from apps/api/test/permissions by its document.test.ts: UPDATE_PERMISSIONS=1 npm test -- apps/api/test/permissions/document -->
# 权限 Who may do what

What each duty may do, how far, and when. The tables are the expectations that tests hold the running API to: every operation
and command, by every duty, on the own unit, a unit under it, another unit and another county, and at every place of a year.
The code that decides is elsewhere: role × unit in \`packages/contracts\` (permissions), the state in \`packages/domain\` (\`decide\`).

## 读法 How to read it

${table(['sign', 'means'], [
  ['●', '本单位 the unit of the post'],
  ['●↓', '本单位及下属单位 that unit and those under it, at any depth'],
  ['◎', '全县 every unit of the county'],
  ['', '不可 not at all'],
])}

A duty is held through a post with dates, and it ends with the post. Whoever is not signed in is answered \`401 notSignedIn\` by every
operation but ${list(publicOperations)}. Whoever may read a row and not do what he asks is answered \`403 notAllowed\`. Whoever may
not read it is answered \`404 notFound\`, in the same words, shape and headers as for a row that does not exist; so is anybody who asks
for a row of another county, and a department for a finding that it was not served yet. A person without a duty sees himself and nobody's rows.

## 单位的数据 What belongs to a unit

${grantsTable('operation', unitOperations)}

## 自评的操作 Commands to an evaluation

Who may send a command at all; whether it is his task, his slot and his turn is told below.

${grantsTable('command', evaluationCommands)}

## 问题的操作 Commands to a finding

${grantsTable('command', findingCommands)}

## 全县的数据 What belongs to the county

${grantsTable('operation', countyOperations)}

## 人人可用 For everybody who is signed in

${list(operationsForAll)}. They answer what is his own, or a list of what he may read:

${grantsTable('list', lists)}

Lists are filtered in SQL, so that rows, totals, search and filters know nothing of what is hidden. A list of people holds the
bureau's desk for everybody who has a duty; user names and mail addresses are told to ◎ only. A mail to somebody is shown to those who may
read what his unit does and every case it tells of. A campaign counts the cases its reader may read, and its circulars are for those who
may read a unit that takes part.

## 何时 When: at every place of a year

What is offered beside ${list([...always])}, which are there as long as a year runs: \`delegate\` for everybody of the department (for himself)
and the administrator, \`handOver\` for 分管领导, 组长 and the administrator, \`cancel\` for the bureau and the administrator.
Whatever is not offered is refused, and changes nothing.

${stationTable('place', Object.keys(stations), always)}

A suspended year takes \`resume\` (administrator) and \`cancel\`; a cancelled one nothing.

${stationTable('finding', Object.keys(findingStations), always)}
`;
}
