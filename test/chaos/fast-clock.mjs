// Loaded into the server by `--import`: its clock and its timers run CHAOS_CLOCK_FACTOR times as fast, counted from
// CHAOS_CLOCK_BASE (epoch ms), so that half a minute of waiting takes three seconds. The program itself is unchanged.

const factor = Number(process.env.CHAOS_CLOCK_FACTOR);
const base = Number(process.env.CHAOS_CLOCK_BASE);
const RealDate = Date;
const { setTimeout: realTimeout, setInterval: realInterval } = globalThis;

const now = () => Math.floor(base + (RealDate.now() - base) * factor);

globalThis.Date = /** @type {DateConstructor} */ (
  new Proxy(RealDate, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
);
globalThis.setTimeout = /** @type {typeof setTimeout} */ (
  /** @param {() => void} run @param {number} ms @param {unknown[]} more */
  (run, ms = 0, ...more) => realTimeout(run, ms / factor, ...more)
);
globalThis.setInterval = /** @type {typeof setInterval} */ (
  /** @param {() => void} run @param {number} ms @param {unknown[]} more */
  (run, ms = 0, ...more) => realInterval(run, ms / factor, ...more)
);
