/** What people try who want their words to be more than words: after OWASP's lists, each made to leave a mark (window.__ran) where it works. */
export const injections: readonly string[] = [
  // SQL
  "'; DROP TABLE inbox; --",
  "' OR '1'='1' /*",
  "x'); DELETE FROM person; SELECT ('",
  '" UNION SELECT data_key FROM person --',
  "\\'; UPDATE case_file SET no = 1; --",
  // HTML and script
  '<script>window.__ran=1</script>',
  '"><script>window.__ran=1</script>',
  '<img src=x onerror="window.__ran=1">',
  '<svg/onload=window.__ran=1>',
  '<iframe srcdoc="<script>parent.__ran=1</script>"></iframe>',
  '<a href="javascript:window.__ran=1">看</a>',
  '</textarea></p><body onload=window.__ran=1>',
  '<style>*{display:none}</style>',
  '<base href="https://example.org/">',
  '&lt;b&gt; &amp; &#x27; &nbsp;',
  'javascript:window.__ran=1//',
  // Markdown and chat codes
  '[看](javascript:window.__ran=1) **粗** `码`',
  '![](x"onerror="window.__ran=1)',
  '[CQ:at,qq=all] @全体成员 @everyone',
  // Templates
  '{{constructor.constructor("window.__ran=1")()}}',
  '\u0024{window.__ran=1} #{7*7} <%= 7*7 %> {% raw %}',
  "{town} {phone} {no} $& $1 $` $'",
  '地头 / 水沟 / 院墙',
  // Shell and paths
  '; touch /tmp/cunkou-ran; $(touch /tmp/cunkou-ran) `touch /tmp/cunkou-ran`',
  '| cat /etc/passwd && reboot',
  '../../../../etc/passwd',
  '..\\..\\master.key%00.jpg',
  '%2e%2e%2f%2e%2e%2fmaster.key',
  // Logs, headers, terminals, objects
  '好\r\n{"level":50,"msg":"forged"}',
  '好\r\nSet-Cookie: cunkou=forged',
  '\u001b[2J\u001b[31m红',
  '__proto__',
  'constructor',
  '{"$gt":""}',
  '%s%s%n%x',
]
