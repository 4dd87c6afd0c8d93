/**
 * Who may import whom. Imports point inward: apps → packages → domain. `npm run check` cruises the house with these rules,
 * and cruises test/boundaries/fixture too, where every rule below must be reported: a rule that cannot fail fails the check.
 */

/** For each room, the rooms it may import from; a room that is not listed may import none. */
const rooms = {
  'packages/domain': [],
  'packages/checks': ['packages/domain'],
  'packages/contracts': ['packages/domain'],
  'packages/database': ['packages/checks', 'packages/domain'],
  'packages/documents': ['packages/checks', 'packages/domain'],
  'packages/mail': ['packages/domain'],
  'packages/service': [],
  workflows: ['packages/domain'],
  'apps/api': ['workflows', 'packages/service', 'packages/contracts', 'packages/database', 'packages/checks', 'packages/documents', 'packages/domain'],
  'apps/cli': ['workflows', 'packages/service', 'packages/mail', 'packages/contracts', 'packages/checks', 'packages/documents', 'packages/database', 'packages/domain'],
  'apps/portal': ['packages/service', 'packages/database', 'packages/documents', 'packages/domain'],
  'apps/web': ['packages/service', 'packages/contracts', 'packages/domain'],
  'apps/worker': ['workflows', 'packages/service', 'packages/database', 'packages/documents', 'packages/mail', 'packages/checks', 'packages/domain'],
  'apps/standalone': [],
};

const anyRoom = '^(apps/[^/]+|packages/[^/]+|workflows)/';
/** @type {'error'} */
const error = 'error';
const testFile = '(\\.test\\.tsx?$|/test/)';

/** @param {string} path */
const inside = (path) => `^${path}/`;

const inward = Object.entries(rooms).map(([room, allowed]) => ({
  name: `inward:${room}`,
  comment: `${room} may import from ${allowed.length > 0 ? allowed.join(', ') : 'no other room'}.`,
  severity: error,
  from: { path: inside(room), pathNot: testFile },
  to: { path: anyRoom, pathNot: [inside(room), ...allowed.map(inside)] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...inward,
    {
      name: 'front-door',
      comment: 'Another room is entered through its src/index.ts (workflows also through src/client.ts, and the domain, by workflows, through src/shell.ts), never by a deeper path.',
      severity: error,
      from: { path: anyRoom, pathNot: testFile },
      to: { path: anyRoom, pathNot: ['^$1/', '/src/index\\.ts$', '^workflows/src/client\\.ts$', '^packages/domain/src/shell\\.ts$', '/node_modules/'] },
    },
    {
      name: 'small-bundle',
      comment: 'Workflow code takes of the domain what src/shell.ts gives, and types: every worker keeps in memory what it imports.',
      severity: error,
      from: { path: '^workflows/src/', pathNot: ['^workflows/src/client', testFile] },
      to: { path: '^packages/domain/src/index\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'not-to-test',
      comment: 'Product code does not import test code.',
      severity: error,
      from: { path: anyRoom, pathNot: testFile },
      to: { path: ['^test/', testFile], pathNot: '/node_modules/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'packages/domain has no dependency: no npm package, no Node built-in.',
      severity: error,
      from: { path: '^packages/domain/src/', pathNot: testFile },
      to: { pathNot: '^packages/domain/src/' },
    },
    {
      name: 'workflows-are-deterministic',
      comment: 'Workflow code imports the Temporal SDK and the domain; build-bundle.ts and client are not part of the bundle.',
      severity: error,
      from: { path: '^workflows/src/', pathNot: ['^workflows/src/(build-bundle\\.ts$|client)', testFile] },
      to: { pathNot: ['^workflows/src/', '^packages/domain/src/', '@temporalio/(workflow|common)/'] },
    },
    {
      name: 'database-in-one-room',
      comment: 'Only packages/database talks to PostgreSQL; the launcher creates the roles.',
      severity: error,
      from: { path: anyRoom, pathNot: ['^packages/database/', '^apps/standalone/', testFile] },
      to: { path: 'node_modules/(pg|prisma|@prisma/[^/]+)/' },
    },
    {
      name: 'pages-are-for-browsers',
      comment: 'What is sent to browsers (apps/web/src) imports nothing that serves; serve.mjs beside it may.',
      severity: error,
      from: { path: '^apps/web/src/' },
      to: { path: '^packages/service/' },
    },
    {
      name: 'no-cycle',
      comment: 'Modules that import each other cannot be understood, tested or loaded alone.',
      severity: error,
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'The import points at nothing: wrong path, or a dependency that package.json does not state.',
      severity: error,
      from: { path: anyRoom },
      to: { couldNotResolve: true },
    },
    {
      name: 'stated-dependency',
      comment: 'What runs in production is stated in the dependencies of its own package.json.',
      severity: error,
      from: { path: `${anyRoom}src/`, pathNot: [testFile, '\\.d\\.ts$'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(apps/[^/]+|packages/[^/]+|workflows)/dist/', '/src/generated/', '^test/(boundaries|lint)/fixture/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@hengji/source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
