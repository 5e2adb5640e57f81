// Who may import whom, as rules. test/architecture proves that each rule
// bites. Tests may import anything, so they are left out. Read by `npm run check`.

/** Folders of the core that are not services, each with a rule of its own. */
const CORE_PARTS = 'cache|feed|http|practice|providers|rpc';
/** Folders of the page that are not features: app is the frame that puts the features in place. */
const PAGE_PARTS = 'app|connection|state|ui';
const NODE = { dependencyTypes: ['core'] };
const NPM = 'node_modules/';

/**
 * @param {string} name
 * @param {string} comment why, in words: it is printed beside a violation
 * @param {object} from
 * @param {object} to
 */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/**
 * Everything that is reached by a path (ours or an npm package) and is not listed.
 * @param {string[]} allowed
 */
const allBut = (...allowed) => ({ path: '.', pathNot: allowed, dependencyTypesNot: ['core'] });

const sharedRules = [
  never(
    'domain-imports-only-itself',
    'shared/domain is pure: types and rules that run anywhere.',
    { path: '^shared/domain/' },
    { path: '.', pathNot: ['^shared/domain/'] },
  ),
  never(
    'contract-imports-only-domain-and-schemas',
    'shared/contract describes; it neither serves nor asks.',
    { path: '^shared/contract/' },
    { path: '.', pathNot: ['^shared/', `${NPM}zod/`, `${NPM}@orpc/contract/`] },
  ),
];

const coreRules = [
  never(
    'core-knows-no-host',
    'The core is plain Node; a host hands it what it needs through ports.ts.',
    { path: '^electron/core/' },
    {
      path: [
        '^electron/(?!core/)',
        '^renderer/',
        `${NPM}(electron|ws|keytar|@orpc/client)/`,
        '^electron$',
        '^keytar$',
      ],
    },
  ),
  never(
    'service-knows-sibling-by-its-service',
    'A folder of the core offers its *-service.ts; the rest of it is its own business.',
    { path: `^electron/core/(?!(?:${CORE_PARTS})/)([^/]+)/` },
    {
      path: '^electron/core/[^/]+/',
      pathNot: ['^electron/core/$1/', '-service[.]ts$', '^electron/core/(?:cache|feed|http|providers)/'],
    },
  ),
  never(
    'nothing-calls-rpc-but-core',
    'rpc is the outermost part of the core: only core.ts puts it in place.',
    { path: '^electron/core/', pathNot: ['^electron/core/rpc/', '^electron/core/core[.]ts$'] },
    { path: '^electron/core/rpc/' },
  ),
  never(
    'nothing-calls-core-from-inside',
    'core.ts puts everything together, so nothing inside may need it.',
    { path: '^electron/core/', pathNot: '^electron/core/core[.]ts$' },
    { path: '^electron/core/core[.]ts$' },
  ),
  never(
    'rpc-asks-services-only',
    'A procedure checks, calls the service and answers; it neither stores nor asks a provider.',
    { path: '^electron/core/rpc/' },
    { path: '^electron/core/(?:cache|http|practice|providers)/' },
  ),
  never(
    'provider-imports-only-its-own-and-http',
    'A provider is requests, schemas and a mapping; it knows no other provider, no cache and no jobs.',
    { path: '^electron/core/providers/([^/]+)/' },
    {
      path: '^electron/',
      pathNot: [
        '^electron/core/providers/$1/',
        '^electron/core/providers/[^/]+[.]ts$',
        '^electron/core/http/',
        '^electron/core/ports[.]ts$',
      ],
    },
  ),
  never(
    'cache-imports-only-itself',
    'The cache keeps what it is given; it calls nobody.',
    { path: '^electron/core/cache/' },
    { path: '^electron/', pathNot: ['^electron/core/cache/', '^electron/core/ports[.]ts$'] },
  ),
  never(
    'http-imports-only-itself',
    'http carries requests and does not know what they are about.',
    { path: '^electron/core/http/' },
    { path: '^electron/', pathNot: ['^electron/core/http/', '^electron/core/ports[.]ts$'] },
  ),
  never(
    'feed-imports-only-itself',
    'feed carries news; of the cache it knows the shape of a change and no more.',
    { path: '^electron/core/feed/' },
    {
      path: '^electron/',
      pathNot: ['^electron/core/feed/', '^electron/core/ports[.]ts$', '^electron/core/cache/'],
    },
  ),
  never(
    'feed-does-not-call-the-cache',
    'feed carries news; of the cache it knows the shape of a change and no more.',
    { path: '^electron/core/feed/' },
    { path: '^electron/core/cache/', dependencyTypesNot: ['type-only'] },
  ),
  never(
    'ports-import-only-shared',
    'ports.ts is what a host must supply; it is below everything.',
    { path: '^electron/core/ports[.]ts$' },
    { path: '^electron/' },
  ),
  never(
    'practice-shares-no-code',
    'The practice systems stand for the real ones: what they shared with us they could not prove wrong.',
    { path: '^electron/core/practice/' },
    allBut('^electron/core/practice/'),
  ),
  never(
    'practice-is-started-by-the-workspace',
    'Only the practice workspace starts the practice systems.',
    {
      path: '^electron/',
      pathNot: [
        '^electron/core/practice/',
        '^electron/core/core[.]ts$',
        '^electron/core/(?:workspace|practice-desk|practice-dials)',
      ],
    },
    { path: '^electron/core/practice/' },
  ),
];

const hostRules = [
  never(
    'hosting-knows-no-host',
    'hosting is what both hosts share, so it is neither, and it needs of the core its ports only.',
    { path: '^electron/hosting/' },
    {
      path: ['^electron/', '^renderer/', `${NPM}electron/`, '^electron$'],
      pathNot: ['^electron/hosting/', '^electron/core/ports[.]ts$'],
    },
  ),
  never(
    'host-uses-the-core-by-its-door',
    'A host calls createCore and supplies its ports; the inside of the core is not its business.',
    { path: '^electron/(main|server)/' },
    {
      path: ['^electron/', '^renderer/'],
      pathNot: ['^electron/$1/', '^electron/hosting/', '^electron/core/(?:core|ports)[.]ts$'],
    },
  ),
  never(
    'server-runs-without-electron',
    'Host 2 is plain Node.',
    { path: '^electron/server/' },
    { path: [`${NPM}electron/`, '^electron$'] },
  ),
  never(
    'preload-imports-only-electron',
    'The preload passes one port to the page and nothing else; types are free.',
    { path: '^electron/preload/' },
    {
      path: '.',
      pathNot: ['^electron/preload/', `${NPM}electron/`, '^electron$'],
      dependencyTypesNot: ['type-only'],
    },
  ),
];

const pageRules = [
  never(
    'page-knows-no-node',
    'The page runs in a browser, in both hosts.',
    { path: '^renderer/' },
    { path: ['^electron/', `${NPM}(electron|ws|keytar|better-sqlite3|@orpc/server)/`, '^electron$'] },
  ),
  never(
    'page-uses-no-node-module',
    'The page runs in a browser, in both hosts.',
    { path: '^renderer/' },
    NODE,
  ),
  never(
    'connection-imports-only-shared',
    'The connection carries calls; it does not know who makes them.',
    { path: '^renderer/connection/' },
    { path: '^renderer/', pathNot: '^renderer/connection/' },
  ),
  never(
    'state-knows-no-component',
    'State is read by components and knows none of them.',
    { path: '^renderer/state/' },
    { path: '^renderer/', pathNot: '^renderer/(?:state|connection)/' },
  ),
  never(
    'ui-knows-no-jobs',
    'ui is components without knowledge of jobs.',
    { path: '^renderer/ui/' },
    { path: '^renderer/', pathNot: '^renderer/ui/' },
  ),
  never(
    'nothing-calls-the-frame',
    'app puts the features in place, so none of them may need it.',
    { path: '^renderer/[^/]+/', pathNot: '^renderer/app/' },
    { path: '^renderer/app/' },
  ),
  never(
    'feature-knows-no-other-feature',
    'A feature uses state, ui and shared; what two features need belongs there.',
    { path: `^renderer/(?!(?:${PAGE_PARTS})/)([^/]+)/` },
    { path: '^renderer/', pathNot: ['^renderer/$1/', '^renderer/(?:state|ui)/'] },
  ),
];

/**
 * One package, the only places that may import it.
 * @param {string} name of the rule
 * @param {string} comment
 * @param {string} packages
 * @param {string[]} places
 */
const only = (name, comment, packages, places) =>
  never(
    name,
    comment,
    { path: '^(?:electron|renderer|shared)/', pathNot: places },
    {
      path: [`${NPM}(?:${packages})/`, `^(?:${packages})$`],
    },
  );

const singlePlaceRules = [
  only(
    'only-the-keychain-store-imports-keytar',
    'It throws where there is no keyring; one file copes with that.',
    'keytar',
    ['^electron/hosting/keychain-secret-store[.]ts$'],
  ),
  only('only-cache-imports-sqlite', 'Every line of SQL is in core/cache.', 'better-sqlite3', [
    '^electron/core/cache/',
  ]),
  only(
    'only-http-imports-cockatiel',
    'Time limits, retry and breaking are the business of core/http.',
    'cockatiel',
    ['^electron/core/http/'],
  ),
  only('only-main-and-preload-import-electron', 'Everything else runs without it.', 'electron', [
    '^electron/(?:main|preload)/',
  ]),
  only(
    'only-rpc-and-hosts-serve',
    'Procedures are in core/rpc; a host connects them to a port or a socket.',
    '@orpc/server',
    ['^electron/core/(?:rpc/|core[.]ts$)', '^electron/(?:main|server)/'],
  ),
  only(
    'only-the-connection-is-a-client',
    'The page has one client, and one file reads its errors.',
    '@orpc/client',
    ['^renderer/connection/', '^renderer/state/problem[.]ts$'],
  ),
  only('only-the-server-imports-ws', 'Sockets are how host 2 speaks to the page.', 'ws', [
    '^electron/server/',
  ]),
  only('only-the-map-imports-leaflet', 'Leaflet stays behind the map.', 'leaflet', ['^renderer/(?:map|ui)/']),
  never(
    'only-http-makes-requests',
    'Requests to providers leave through core/http alone (fetch itself is checked by Biome).',
    { path: '^electron/', pathNot: ['^electron/core/(?:http|practice)/', '^electron/(?:main|server)/'] },
    { path: ['^(?:node:)?(?:https?|http2|net|tls|dgram)$', `${NPM}undici/`] },
  ),
];

const hygieneRules = [
  never(
    'no-circular',
    'Two files that need each other are one thing, or a third one is missing.',
    {},
    { circular: true },
  ),
  never(
    'no-orphan',
    'A file that nothing imports and that imports nothing is dead.',
    { orphan: true, pathNot: ['[.]d[.]ts$', '^electron/(?:main/main|server/serve|preload/preload)[.]ts$'] },
    {},
  ),
  never(
    'not-to-unresolvable',
    'The import leads nowhere.',
    {},
    { couldNotResolve: true, pathNot: '^(?:virtual|vite)/?' },
  ),
  never(
    'not-to-undeclared-package',
    'What is imported must be in package.json itself.',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
  never(
    'not-to-test',
    'The product needs no test code.',
    { path: '^(?:electron|renderer|shared)/' },
    { path: '^test/' },
  ),
];

export default {
  forbidden: [...sharedRules, ...coreRules, ...hostRules, ...pageRules, ...singlePlaceRules, ...hygieneRules],
  options: {
    // dependency-cruiser reads TypeScript by TypeScript 6; the `typescript` package is that one (docs/dependencies.md).
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]test[.]tsx?$' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'browser', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
