import type { Command } from 'commander';

/** What a person might write, by the words of a command: shown below its help. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  start: ['npm start', 'PORT=4100 npm start'],
  serve: ['DATABASE_URL=postgres://muhub@db/muhub MUHUB_COUNTY=某县 npx muhub serve'],
  intake: [
    'npx muhub intake 税务局_2024年度企业税收.csv',
    'npx muhub intake --dry-run --json 移交/',
    'npx muhub intake --dataset land.leases 台账.xlsx',
  ],
  'intake retract': ['npx muhub intake retract 17 --reason 金额单位填错，另送更正件'],
  'intake templates': ['npx muhub intake templates 模板/'],
  grade: [
    'npx muhub grade --scheme example-ratio-2024 --year 2024 --zone 339901003 --class D',
    'npx muhub grade --scheme example-ratio-2024 --year 2024 --format xlsx > 评价结果.xlsx',
    'npx muhub grade --scheme example-ratio-2024 --year 2024 --explain 9133990144LEKL1AXK',
  ],
  publish: ['npx muhub publish --scheme example-ratio-2024 --year 2024 --document 某政发〔2025〕1号'],
  publications: ['npx muhub publications --year 2024 --verify'],
  'round open': [
    'npx muhub round open --scheme example-ratio-2024 --year 2024 --document 某亩办〔2026〕1号 --deadline CONFIRMING=2027-07-10',
  ],
  'round status': ['npx muhub round status', 'npx muhub round status --round 1 --json'],
  'round advance': [
    'npx muhub round advance --round 1 --to COLLECTING',
    'npx muhub round advance --round 1 --to APPROVED --document 纪要〔2026〕3号 --role approver',
  ],
  'round notice': ['npx muhub round notice --round 1 --out 公示/'],
  'round sheets': ['npx muhub round sheets --round 1 --out 一企一单/', 'npx muhub round sheets --round 1 --out 税务单/ --department tax'],
  'round take': ['npx muhub round take 交回/*.xlsx'],
  'round archive': ['npx muhub round archive --round 1 --out 归档/2024'],
  'round verify': ['npx muhub round verify 归档/2024'],
  'round diff': ['npx muhub round diff --round 1 --from DRAFTED --format xlsx > 变动.xlsx'],
  'scheme check': ['npx muhub scheme check schemes/example-county/ratio-2024.yaml'],
  'landtax findings': [
    'npx muhub landtax findings --year 2024 --scheme example-ratio-2024 --town 339901102 --format csv > 疑点.csv',
    'npx muhub landtax findings --year 2024 --sum-by town',
  ],
  'landtax push': ['npx muhub landtax push --year 2024 --out 任务/'],
  'landtax results': ['npx muhub landtax results 任务/tax/results-2025-03-01.json'],
  'landtax overdue': ['npx muhub landtax overdue --format xlsx > 逾期.xlsx'],
  'landtax lists': ['npx muhub landtax lists --publication 1 --out 清单/'],
  'landtax yield': ['npx muhub landtax yield --scheme example-ratio-2024 --year 2024'],
  'landtax ledger': ['npx muhub landtax ledger --publication 1 --differences --format xlsx > 差异.xlsx'],
  'landtax check': ['npx muhub landtax check treatments/示例县.yaml'],
  'land ledger': ['npx muhub land ledger --on 2024-12-31 --format xlsx > 三类土地台账.xlsx'],
  'land alerts': ['npx muhub land alerts --format csv > 预警.csv'],
  'land indicators': ['npx muhub land indicators --on 2024-12-31'],
  'land scores': ['npx muhub land scores --on 2024-12-31 --year 2024'],
  'land flows': ['npx muhub land flows --from 2024-01-01 --to 2024-12-31'],
  'land credit': ['npx muhub land credit --on 2024-12-31'],
  'scheme show': ['npx muhub scheme show example-ratio-2024 > 办法.md'],
  'scheme diff': ['npx muhub scheme diff example-ratio-2024 修订稿.yaml'],
  'audit anchor': ['npx muhub audit anchor'],
  'audit verify': ['npx muhub audit verify'],
  backup: ['npx muhub backup /备份/中枢-2026-12-01.backup', 'npx muhub backup --no-keys /备份/无密钥.backup'],
  restore: [
    'npx muhub restore --dry-run /备份/中枢-2026-12-01.backup',
    'npx muhub restore --data-dir /srv/muhub /备份/中枢-2026-12-01.backup',
  ],
  doctor: ['npx muhub doctor', 'npx muhub doctor --json'],
  sources: ['npx muhub sources'],
  'access catalogue': ['npx muhub access catalogue --format xlsx > 共享目录.xlsx'],
  'access matrix': ['npx muhub access matrix --act EXPORT'],
  'access explain': ['npx muhub access explain --role zone_committee --zone 339901003 --coordinate Grade.total --purpose 亩均评价'],
  'access show': ['npx muhub access show --role dashboard'],
  'access check': ['npx muhub access check grants/sample-p2.yaml'],
  'access profiles': ['npx muhub access profiles'],
  'access grant': [
    'npx muhub access grant --profile P2 --zone 339901003 --purpose 亩均评价 --document 某政办发〔2025〕3号第二条 --reason 园区评价',
  ],
  'access answer': ['npx muhub access answer 7 --department tax --approve --reason 同意共享'],
  'access withdraw': ['npx muhub access withdraw sample-p2 --department tax --reason 试行结束'],
  token: ['npx muhub token --role zone_committee --zone 339901003 --subject 张三 --purpose 亩均评价'],
  'account invite': ['npx muhub account invite --name 张三 --role zone_committee --zone 339901003 --purpose 亩均评价'],
  'account list': ['npx muhub account list', 'npx muhub account list --format xlsx > 账户.xlsx'],
  'account disable': ['npx muhub account disable 张三 --reason 调离'],
  'account enable': ['npx muhub account enable 张三 --reason 返岗'],
  'account expire': ['npx muhub account expire 张三 --at 2026-12-31', 'npx muhub account expire 张三 --never'],
  'account reset': ['npx muhub account reset 张三'],
  'keys list': ['npx muhub keys list'],
  'keys rotate': ['npx muhub keys rotate'],
  'keys retire': ['npx muhub keys retire 4f0c2a91'],
  revoke: ['npx muhub revoke --subject 张三 --reason 离岗', 'npx muhub revoke --issued-before 2026-11-22T08:00:00+08:00 --reason 换发'],
  completion: ['source <(npx muhub completion)'],
};

/** Puts its examples below the help of every command that has some. */
export function showExamples(program: Command): void {
  for (const [words, command] of leaves(program)) {
    const examples = EXAMPLES[words];
    if (examples) command.addHelpText('after', `\n示例：\n${examples.map((example) => `  ${example}`).join('\n')}`);
  }
}

/** Every command that does something, by the words it is called with. */
export function leaves(command: Command, words: readonly string[] = []): readonly (readonly [words: string, command: Command])[] {
  return command.commands.flatMap((each) => {
    const its = [...words, each.name()];
    // One command does something by itself and has others below it: whatever takes arguments is called.
    const isCalled = each.commands.length === 0 || each.registeredArguments.length > 0;
    return [...(isCalled ? [[its.join(' '), each] as const] : []), ...leaves(each, its)];
  });
}
