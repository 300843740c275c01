import { openBenchHub } from './bench-hub.js';
const ZONES = Array.from({ length: 10 }, (_, at) => `3399010${String(at).padStart(2, '0')}`);
const n = Number(process.argv[2] ?? 5000);
const W = (a: number, b: number) => `{ whatIf(scheme: "example-ratio-2024", year: 2024, amendments: [
  { path: "groups/above/indicators/tax_per_mu/weight", value: "${a}" }, { path: "groups/above/indicators/va_per_mu/weight", value: "${b}" }]) {
  matrix { from to count } } }`;
const bench = await openBenchHub(n, ZONES);
const office = { role: 'evaluation_office', purpose: '亩均评价' };
for (let i = 0; i < 120; i += 1) {
  const cpu = process.cpuUsage(); const t = performance.now();
  const r = await bench.ask(office, W(5 + i * 0.25, 50 - i * 0.25));
  const u = process.cpuUsage(cpu);
  console.log(i, 'cpu', ((u.user + u.system) / 1000).toFixed(0), 'wall', (performance.now() - t).toFixed(0), JSON.stringify(r).slice(0, 100));
}
await bench.close();
