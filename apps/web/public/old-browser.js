/* Browsers that know no modules (IE, "compatible mode") get a sentence instead of an empty page. Written for them: no new syntax. */
window.onload = function () {
  var root = document.getElementById('root');
  if (root) root.innerHTML = '<p class="boot">当前浏览器版本太旧，打不开本系统。请切换到“极速模式”，或改用 Chrome 109 及以上、360、奇安信等新版浏览器。<br>This browser is too old for Hengji. Use Chrome 109 or newer.</p>';
};
