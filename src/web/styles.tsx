import { createHash } from 'node:crypto';

/** The one stylesheet. Colours are pairs of light and dark; one accent; pay in tabular figures. */
export const STYLESHEET = `
:root{color-scheme:light dark;
--ground:light-dark(#fff,#121417);--sunk:light-dark(#f5f6f7,#191c20);--raised:light-dark(#fff,#1d2126);
--ink:light-dark(#15181d,#e9ebee);--soft:light-dark(#565d68,#a4abb6);--line:light-dark(#e2e5e9,#2b3037);--edge:light-dark(#858c97,#767e8a);
--accent:light-dark(#0b6b4d,#62d3a6);--accent-ink:light-dark(#fff,#0c1f18);--wash:light-dark(#e9f4ef,#17302a);
--warn:light-dark(#8a4b00,#f0b866);--warn-wash:light-dark(#fdf3e3,#32270f);--bad:light-dark(#a3201d,#ff9a92);--bad-wash:light-dark(#fdeeed,#3a1a19);
--bar:light-dark(#9cc9b7,#2f6b56);--gap:1.5rem}
[data-theme=light]{color-scheme:light}[data-theme=dark]{color-scheme:dark}
*,::before,::after{box-sizing:border-box}
html{font:100%/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;scroll-padding:1rem 0 4.5rem}
body{margin:0;background:var(--ground);color:var(--ink);font-size:.9375rem;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1,h2,h3{line-height:1.2;margin:0;letter-spacing:-.012em}h1{text-wrap:balance}
h1{font-size:1.75rem;font-weight:680;letter-spacing:-.02em}h2{font-size:1.1875rem;font-weight:650}h3{font-size:1rem;font-weight:650}
.framed>*+*{margin-top:.85rem}.framed h2{margin-top:2rem}.framed h3{margin:1.25rem 0 .35rem}.framed section>*+*{margin-top:.5rem}.framed code{overflow-wrap:anywhere}
p,ul,ol,dl,table,figure,pre,blockquote{margin:0}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}a:hover{text-decoration-thickness:2px}:where(main a:not(.button)){padding-block:.3rem}summary{cursor:pointer;padding:.1rem 0;min-height:1.5rem}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
[tabindex="-1"]:focus{outline:none}
.skip{position:absolute;left:-99rem;top:0;background:var(--ink);color:var(--ground);padding:.5rem 1rem;z-index:9}.skip:focus{left:0}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.soft{color:var(--soft)}.small{font-size:.8125rem}
.bar{max-width:78rem;margin:0 auto;padding:0 var(--gap)}
.demo{background:var(--warn-wash);color:var(--warn);text-align:center;font-size:.8125rem;padding:.3rem 1rem}
.top{border-bottom:1px solid var(--line)}
.top .bar{display:flex;align-items:center;gap:.25rem 1.75rem;min-height:3.25rem}
.brand{display:inline-flex;align-items:center;gap:.5rem;font-weight:700;font-size:1.0625rem;letter-spacing:-.02em;color:var(--ink);text-decoration:none;min-height:2rem}
.brand-box{fill:none;stroke:var(--ink);stroke-width:1.8}.brand-line{fill:none;stroke:var(--accent);stroke-width:2.2;stroke-linecap:round}
.top nav{flex:1}.top ul,.bottom ul{display:flex;flex-wrap:wrap;list-style:none;padding:0;gap:0 .25rem}
.top nav a{display:block;padding:.875rem .625rem .75rem;color:var(--soft);text-decoration:none;border-bottom:2px solid transparent;font-size:.90625rem}
.top nav a:hover{color:var(--ink)}.top nav a[aria-current]{color:var(--ink);border-color:var(--accent);font-weight:600}
.theme button{display:inline-flex;gap:.4rem;align-items:center;border:0;background:none;color:var(--soft);padding:.25rem .5rem;font-size:.8125rem;font-weight:400;min-height:2rem}
.theme button:hover{color:var(--ink);background:var(--sunk)}
.page{max-width:78rem;margin:0 auto;padding:1.75rem var(--gap) 4rem;min-height:70vh}
.page>*+*{margin-top:1.25rem}
.prose{max-width:44rem}.prose>*+*,.stack>*+*{margin-top:.85rem}.prose h2{margin-top:2rem}.prose ul,.prose ol{padding-left:1.25rem}.prose li+li{margin-top:.25rem}
.lead{font-size:1.0625rem;color:var(--soft);max-width:46rem;margin-top:.5rem;text-wrap:pretty}
.bottom{border-top:1px solid var(--line);color:var(--soft);font-size:.8125rem}
.bottom .bar{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 2rem;padding-top:1.25rem;padding-bottom:2rem}
.bottom p{max-width:34rem}.bottom a{color:inherit;display:inline-block;padding:.2rem .4rem}
button,.button,input,select,textarea{font:inherit;color:inherit;border-radius:6px}
input,select,textarea{border:1px solid var(--edge);background:var(--ground);padding:.4rem .6rem;min-height:2.25rem;max-width:100%}
input[type=checkbox],input[type=radio]{accent-color:var(--accent);width:1.0625rem;height:1.0625rem;min-height:0;margin:0;flex:none}
button,.button{border:1px solid var(--edge);background:var(--ground);padding:.4rem .9rem;min-height:2.25rem;cursor:pointer;font-weight:550;text-decoration:none;display:inline-flex;align-items:center;color:var(--ink)}
button:hover,.button:hover{background:var(--sunk)}
.primary{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}.primary:hover{background:var(--ink);border-color:var(--ink);color:var(--ground)}
.danger{color:var(--bad);border-color:var(--bad)}
.row{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}.row.end{align-items:end}.row.end select{max-width:10.5rem}
.field{display:block;max-width:100%}.field>span,.field>label{display:block;font-size:.8125rem;font-weight:600;margin-bottom:.25rem}
.hint{color:var(--soft);font-size:.8125rem;margin-top:.35rem}
fieldset{border:0;padding:0;margin:0;min-width:0}legend{font-size:.8125rem;font-weight:600;padding:0;margin-bottom:.35rem}
.say{display:flex;gap:.5rem;max-width:50rem}.say input{flex:1;min-width:0;font-size:1.0625rem;padding:.5rem .8rem;min-height:2.75rem}.say button{min-height:2.75rem;padding:.4rem 1.25rem}
.chips{display:flex;flex-wrap:wrap;gap:.4rem;list-style:none;padding:0}
.chips a{display:inline-flex;align-items:center;gap:.4rem;background:var(--wash);color:var(--ink);text-decoration:none;border-radius:99px;padding:.2rem .75rem;font-size:.875rem;min-height:1.75rem}
.chips a:hover{background:var(--line)}.chips .x{color:var(--accent);font-weight:700}.chips .all{background:none;text-decoration:underline;color:var(--soft)}
.split{display:grid;grid-template-columns:15.5rem minmax(0,1fr);gap:0 2.75rem;align-items:start}
.facets{font-size:.875rem}.facets details,.facets .paybox{margin-top:.3rem;border-top:1px solid var(--line);padding-top:.2rem}.facets .paybox{padding-top:.6rem}
.facets summary{font-weight:600;padding:.4rem 0;min-height:2rem;list-style-position:inside}
.facets summary .n{float:right}.facets ul{list-style:none;padding:0 0 .3rem}
.facets li label{display:flex;gap:.55rem;align-items:center;padding:.14rem 0;min-height:1.625rem;cursor:pointer}
.facets li label span:first-of-type{flex:1;min-width:0}.facets .n{color:var(--soft);font-size:.8125rem;font-weight:400}
.facets li label:hover span:first-of-type{text-decoration:underline}
.facets .more{margin-left:0}.facets .more summary{font-weight:400;color:var(--accent);font-size:.8125rem;padding:.2rem 0}.facets .more{border:0;padding:0}
.paybox{display:grid;grid-template-columns:1fr 1fr;gap:.5rem}.paybox>.whole{grid-column:1/-1}.paybox .field input,.paybox select{width:100%}
.tohide,.tofacets{display:none}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.4rem 1.5rem;padding-bottom:.6rem;border-bottom:1px solid var(--line)}
.sorts{display:flex;gap:.25rem;font-size:.8125rem;align-items:center;color:var(--soft)}
.sorts a{padding:.25rem .45rem;border-radius:5px;color:inherit;text-decoration:none}.sorts a:hover{text-decoration:underline}.sorts a[aria-current]{color:var(--ink);font-weight:650;background:var(--sunk)}
.cards{list-style:none;padding:0}
.card{display:grid;grid-template:"t s" auto "w s" auto "g s" 1fr/minmax(0,1fr) auto;gap:0 1.5rem;padding:.7rem 0 .75rem;border-bottom:1px solid var(--line);position:relative}
.card h3{grid-area:t;font-size:1.03125rem;font-weight:620;letter-spacing:-.01em}
.card h3 a{color:var(--ink);text-decoration:none}.card h3 a::after{content:"";position:absolute;inset:0}.card:hover h3 a{color:var(--accent);text-decoration:underline}
.card .who{grid-area:w;color:var(--soft);margin-top:.1rem}.card .who b{color:var(--ink);font-weight:550}
.card .side{grid-area:s;text-align:right;white-space:nowrap}.pay{font-weight:680;font-size:1.03125rem;letter-spacing:-.01em}.pay .terms,.nopay{font-weight:400;color:var(--soft);font-size:.8125rem;letter-spacing:0}
.card .tags{grid-area:g}.tags{display:flex;flex-wrap:wrap;gap:.3rem;list-style:none;padding:0;margin-top:.35rem;font-size:.8125rem}
.tags li{padding:.06rem .5rem;border-radius:4px;background:var(--sunk);border:1px solid var(--line)}.tags .lvl{background:var(--wash);border-color:transparent;font-weight:600}
ul.tags+h3{margin-top:.7rem}.also{grid-column:1/-1;color:var(--soft);font-size:.8125rem;margin-top:.3rem}.also a{position:relative;display:inline-block}
.tags em{font-style:normal;font-weight:400;color:var(--soft)}
.fresh{border-bottom:1px solid var(--accent);color:var(--accent);font-size:.8125rem;font-weight:600;padding:.5rem 0 .25rem}
.pager{display:flex;justify-content:space-between;gap:1rem;padding-top:1.1rem}
.take{display:flex;flex-wrap:wrap;gap:.4rem 1.1rem;align-items:center;background:var(--sunk);border-radius:8px;padding:.7rem 1rem;margin-top:1.5rem;font-size:.875rem}.take a:not(.button){padding:.2rem 0}
.note{background:var(--sunk);border-left:3px solid var(--edge);padding:.7rem 1rem;border-radius:0 6px 6px 0;max-width:50rem}.note.warn{background:var(--warn-wash);border-color:var(--warn)}.note.bad{background:var(--bad-wash);border-color:var(--bad)}.note.good{background:var(--wash);border-color:var(--accent)}
.note>*+*{margin-top:.4rem}.note ul{padding-left:1.2rem}
.detail{display:grid;grid-template:"m f" auto "m t" 1fr/minmax(0,1fr) 20rem;gap:1rem 3rem;align-items:start}.detail>.first{grid-area:f}.detail>.main{grid-area:m}.detail>.then{grid-area:t}
.panel{border:1px solid var(--line);border-radius:10px;padding:1.1rem 1.2rem;background:var(--raised)}.panel+.panel{margin-top:1rem}.cols .panel{margin:0}.panel>p+p{margin-top:.5rem}.panel ul{padding-left:1.1rem}.panel h2{font-size:1rem;margin-bottom:.5rem}
.crumb{font-size:.8125rem;color:var(--soft)}.crumb a{color:inherit}
.bigpay+p{margin-top:.1rem}.bigpay{font-size:1.5rem;font-weight:700;letter-spacing:-.02em;line-height:1.25}
blockquote,q{quotes:"“" "”"}
.facts{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.3rem 1.1rem}.facts dt{color:var(--soft)}.facts dd{margin:0}
.detail .stack>section,.detail .stack>.words+section{margin-top:2.25rem}.detail .stack>section:first-child{margin-top:0}aside>*+p{margin-top:.85rem}.detail section>h2{margin-bottom:.6rem}.words{line-height:1.6;max-width:44rem}.words>*+*{margin-top:.8rem}.words ul,.words ol{padding-left:1.3rem}.words h1,.words h2,.words h3,.words h4{font-size:1rem;font-weight:650;margin-top:1.3rem}.words pre{overflow:auto}
.scroll{overflow-x:auto;max-width:100%;scroll-padding-left:9rem;background:linear-gradient(270deg,var(--ground) 40%,transparent) 100%/3rem 100% no-repeat local,linear-gradient(270deg,var(--edge),transparent) 100%/.375rem 100% no-repeat}time{white-space:nowrap}
table{border-collapse:collapse;width:100%;font-size:.875rem}caption{text-align:left;color:var(--soft);font-size:.8125rem;padding-bottom:.4rem}
th,td{text-align:left;padding:.45rem .8rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}thead th{font-weight:600;font-size:.8125rem;color:var(--soft);vertical-align:bottom;border-bottom-color:var(--edge);white-space:nowrap}
tbody th{font-weight:600}.few p{max-width:min(26rem,60vw)}.line{display:flex;gap:.4rem;align-items:center}td.pay{font-size:.9375rem}td.r,th.r{text-align:right;white-space:nowrap}td:last-child,th:last-child{padding-right:0}tbody tr:hover{background:var(--sunk)}.few{color:var(--soft)}
.state{display:inline-flex;align-items:center;gap:.4rem;white-space:nowrap}.state svg{flex:none}.ok{color:var(--accent)}.late{color:var(--warn)}.fail{color:var(--bad)}.idle{color:var(--soft)}
svg.chart{display:block;width:100%;overflow:visible;font:12px system-ui,sans-serif}svg.chart[viewBox]{height:auto}
.chart text{fill:var(--soft)}.chart .name{fill:var(--ink);stroke:var(--ground);stroke-width:3px;paint-order:stroke}.chart .soft{fill:var(--soft)}.chart .grid{stroke:var(--line)}.chart .box{fill:var(--bar)}.chart .whisk{stroke:var(--edge);stroke-width:1.5}.chart .dot{fill:var(--ink)}.chart .mid{stroke:var(--ink);stroke-width:2}.chart .ring{fill:var(--ground);stroke:var(--ink);stroke-width:1.5}.chart .hist{fill:var(--bar)}.chart .hit{fill:transparent}.chart .on>.hist,.chart .on>.box{fill:var(--accent)}
.beside{display:grid;grid-template-columns:minmax(0,1fr);gap:1.25rem 2.5rem}.reads{min-height:1.4rem;font-size:.8125rem;color:var(--soft)}
.cols{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:1.25rem}.charts{grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1.5rem 3rem}
.rungs{list-style:none;padding:0;counter-reset:r}.rung{display:grid;grid-template-columns:11rem minmax(0,1fr) 14rem;gap:.25rem 2rem;padding:1.2rem 0;border-top:1px solid var(--line)}.rung ul:not(.tags){padding-left:1.1rem;list-style:disc}.rung .side{text-align:right}.next{margin-top:.5rem;color:var(--soft)}
progress{accent-color:var(--accent);width:100%}
code,kbd{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--sunk);padding:.1em .3em;border-radius:4px}
pre.code{background:var(--sunk);padding:.8rem 1rem;border-radius:8px;overflow-x:auto}pre.code code{padding:0;background:none}
.sup{list-style:none;padding:0}.sup li{padding:.8rem 0;border-top:1px solid var(--line)}
.trap{position:absolute;left:-99rem}ul.tags,ul.chips,ol.cards{padding-left:0}.tags li+li{margin-top:0}.tags a,.crumb a,th a,td a{display:inline-block;padding:.1rem 0;min-width:1.5rem;min-height:1.5rem}th .small{font-weight:400}td.r+td:not(.r),th.r+th:not(.r){padding-left:1.25rem}label.row{gap:.5rem;min-height:1.5rem}
@media (min-width:72rem){.beside{grid-template-columns:minmax(0,1fr) 19rem;align-items:start}}@media (max-width:60rem){.split{grid-template-columns:minmax(0,1fr)}.detail{grid-template:"f" "m" "t"/minmax(0,1fr);gap:1.75rem}.facets{display:none;padding-bottom:1rem}.facets:target{display:block}.tofacets,.tohide{display:inline-flex}.facets .apply{position:sticky;bottom:0;background:var(--ground);padding:.6rem 0;border-top:1px solid var(--line)}.rung{grid-template-columns:minmax(0,1fr)}.rung .side{text-align:left}}
@media (max-width:40rem){:root{--gap:1rem}h1{font-size:1.4375rem}.page{padding-top:1.25rem}
.top .bar{flex-wrap:wrap;padding-top:.35rem;gap:0 1rem;justify-content:space-between}.top nav{order:3;flex-basis:100%;margin:0 -.375rem}.top nav a{padding:.4rem .375rem .45rem;font-size:.8125rem}.top nav ul{gap:0;justify-content:space-between}.top nav li:last-child{display:none}
.card{grid-template:"t" "w" "s" "g"/minmax(0,1fr)}.card .side{text-align:left;white-space:normal;margin-top:.25rem;display:flex;flex-wrap:wrap;gap:0 .9rem;align-items:baseline}
.say button{padding:.4rem .9rem}tbody th{position:sticky;left:0;background:var(--ground);min-width:9.5rem;overflow-wrap:anywhere}td:not(.r){min-width:7rem}.framed td,.framed tbody th{min-width:0}.chart[viewBox] text{font-size:23px}.chart .odd{display:none}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{.top,.bottom,.facets,.take,.theme{display:none}}
`
  .trim()
  .replaceAll('\n', '');

export const STYLESHEET_HREF = `/assets/style.${createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 12)}.css`;

export const FAVICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22"><rect width="22" height="22" rx="5" fill="#0b6b4d"/><path d="M6 15v-4M11 15V6M16 15V9" stroke="#fff" stroke-width="2.4" stroke-linecap="round" fill="none"/></svg>';
