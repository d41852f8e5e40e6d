"""The style sheet of the HTML report, for screens and for A4 or Letter paper; it stays readable printed in grey."""

STYLE = """
:root { color-scheme: light; --ink: #1b2430; --soft: #556070; --hair: #d5dbe1; --deep: #12435f; --warm: #9a4a12; }
* { box-sizing: border-box; }
html { background: #fff; }
body { margin: 0 auto; padding: 24px 20px 40px; max-width: 760px; color: var(--ink); background: #fff;
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
header { border-bottom: 3px solid var(--deep); padding-bottom: 8px; margin-bottom: 14px; }
h1 { font-size: 25px; line-height: 1.15; margin: 0; color: var(--deep); letter-spacing: -0.01em; }
h2 { font-size: 17px; line-height: 1.25; margin: 26px 0 8px; padding-bottom: 3px; color: var(--deep);
  border-bottom: 1px solid var(--hair); }
p { margin: 0 0 8px; max-width: 52em; }
.who { font-size: 16px; font-weight: 600; margin: 3px 0 0; }
.name { display: none; }
.when { color: var(--soft); margin: 1px 0 0; }
dl { margin: 0 0 12px; }
dl div { display: grid; grid-template-columns: 12em 1fr; gap: 0 14px; padding: 3px 0;
  border-bottom: 1px solid var(--hair); }
dt { color: var(--soft); }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: 4px 0 16px; font-size: 12.5px; line-height: 1.35; }
caption { text-align: left; font-weight: 600; padding: 6px 0 4px; }
th, td { text-align: left; vertical-align: top; padding: 3px 8px 3px 0; border-bottom: 1px solid var(--hair);
  overflow-wrap: anywhere; }
thead th { overflow-wrap: normal; border-bottom: 1.5px solid var(--ink); color: var(--soft); font-weight: 600;
  vertical-align: bottom; }
tbody th { font-weight: 600; }
tbody td:not(.number, .unbroken) { min-width: 5em; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
td.number, .unbroken { white-space: nowrap; }
tr.mine td, tr.mine th { font-weight: 700; }
tr.mine th { border-left: 4px solid var(--deep); padding-left: 6px; }
.of-notes td, .of-verdicts td { unicode-bidi: plaintext; }
.of-notes td:last-child { white-space: pre-wrap; }
.of-adherence table { font-size: 11.5px; }
.of-adherence th, .of-adherence td { padding-right: 7px; }
th.number + th:not(.number), td.number + td:not(.number) { padding-left: 10px; }
.beside { columns: 2; column-gap: 26px; }
.beside table { font-size: 11.5px; break-inside: avoid; }
.beside th, .beside td { padding-top: 2px; padding-bottom: 2px; }
.of-numbers tbody th { width: 34%; font-weight: 400; color: var(--soft); }
.of-numbers td:nth-child(2) { width: 27%; }
footer { margin-top: 24px; padding-top: 8px; border-top: 1px solid var(--hair); color: var(--soft); font-size: 12px; }
.figures { display: flex; flex-wrap: wrap; gap: 4px 12px; }
figure { margin: 6px 0 12px; }
figure.whole { flex: 0 0 100%; }
figure.half { flex: 0 0 calc(50% - 6px); }
figcaption { color: var(--soft); font-size: 12px; margin-top: 2px; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 11px system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; fill: #3b4552; }
svg .small { font-size: 9.5px; }
svg .unit { font-weight: 600; }
svg .on { fill: #fff; }
.grid { stroke: #e3e7eb; fill: none; }
.axis { stroke: #3b4552; fill: none; }
.band { fill: #eceff2; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.line.first { stroke: var(--deep); }
.line.second { stroke: var(--warm); stroke-dasharray: 5 3; stroke-width: 1.6; }
.dots { fill: none; }
.dots.first { stroke: var(--deep); stroke-linecap: round; }
.dots.second { stroke: var(--warm); stroke-linecap: square; }
.dots.faint { stroke: #8a97a5; stroke-linecap: round; }
.level { fill: none; stroke: #3b4552; stroke-width: 1.1; }
.level.limit { stroke-dasharray: 9 3; } .level.calm { stroke-dasharray: 2 3; }
.level.baseline { stroke-dasharray: 9 3 2 3; }
.bar { fill: #55809c; stroke: var(--deep); stroke-width: 0.6; }
.cell { stroke: #a9b4bf; stroke-width: 0.7; fill: #fff; }
.d1 { fill: #d7e3ec; } .d2 { fill: #a4c0d3; } .d3 { fill: #5b8cab; } .d4 { fill: #12435f; }
@media screen and (max-width: 560px) {
  section { overflow-x: auto; }
  dl div { grid-template-columns: 1fr; }
  figure.half { flex-basis: 100%; }
  .beside { columns: 1; }
}
@page { margin: 14mm 15mm 17mm;
  @bottom-left { content: "Achilles exercise log"; font: 8pt sans-serif; color: #556070; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #556070; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .name { display: block; float: right; width: 62mm; margin: 0; border-bottom: 1px solid var(--soft); }
  table { font-size: 8.5pt; }
  .of-adherence table, .beside table { font-size: 8pt; }
  h2, h2 + p, caption { break-after: avoid; }
  h2 { margin-top: 14pt; }
  thead { display: table-header-group; }
  tr, figure, svg, dl, table.short, .of-marks { break-inside: avoid; }
  .of-notes table.short { break-inside: auto; }
  p { break-inside: avoid; }
  p:has(+ table), p:has(+ .beside), p:has(+ .figures) { break-after: avoid; }
  .figures { display: block; orphans: 1; widows: 1; }
  figure.half { display: inline-block; width: 49%; vertical-align: top; margin-right: 0.5%; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""
