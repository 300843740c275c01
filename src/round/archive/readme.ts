/** What stands in an archive for whoever opens it without the hub. */
export const README = `亩均效益评价轮次归档

round.json 方案和期限；events.json 办理过程；scheme.yaml 办法原文（scheme.json 为其摘要和本县声明的事项）；
participants.json 参评与否及缘由；confirmations.json 企业确认；objections.json 异议、办理步骤和证明材料（文件在 evidence/，以 SM3 摘要命名）；
corrections.json 数据更正；adjustments.json 调档；sheets.json 一企一单的发出和收回；publications.json 公布。
records/ 办法所读的全部事项（facts-数据版本.json，数为精确值）和原始记录的单元格（cells-数据版本.json）。
results/ 各步的评价结果，lists/ 各步的名单（与公示、公布的名单逐字节相同），均以其所在的步骤编号命名。
tables/ 和 round.xlsx 为同样内容的表格。

核验：muhub round verify 本目录。不需要中枢和数据库：先逐个核对文件的 SM3 摘要（manifest.json，其自身摘要在 manifest.sm3），
再用存档的办法、事项和调档重算各步的结果和名单，与存档的、公布的相比。
`;
