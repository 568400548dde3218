
// Only a convenience: every part of the page can be reached without it.
(function () {
  "use strict";
  document.documentElement.classList.add("js");
  var signs = Array.prototype.slice.call(document.querySelectorAll(".turns .sign"));
  var only = document.getElementById("only");
  var keys = document.getElementById("keys");
  var where = document.getElementById("where");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  function current(step) {
    var at = signs.indexOf(document.activeElement);
    if (at >= 0) { return at + step; }
    var middle = window.innerHeight / 2;
    var after = signs.findIndex(function (sign) { return sign.getBoundingClientRect().top > middle; });
    if (after < 0) { after = signs.length; }
    return step > 0 ? after : after - 1;
  }

  function go(step) {
    var to = Math.max(0, Math.min(signs.length - 1, current(step)));
    var sign = signs[to];
    if (!sign) { return; }
    sign.focus({ preventScroll: true });
    sign.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    if (where) { where.textContent = "Moment " + (to + 1) + " of " + signs.length; }
  }

  // A link may lead into something folded or filtered away.
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    var was = target.getClientRects().length;
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
    var inside = target.matches(".others > li") && target.querySelector("details");
    if (inside) { inside.open = true; }
    if (only && !target.getClientRects().length) { only.checked = false; }
    if (!was) { target.scrollIntoView(); }
  }

  function unfold() {
    document.querySelectorAll("details.in-print, .in-print details:not(.how), .others details:not(.how)").forEach(function (details) {
      details.open = true;
    });
  }

  if (signs.length) {
    document.getElementById("next").addEventListener("click", function () { go(1); });
    document.getElementById("previous").addEventListener("click", function () { go(-1); });
    document.addEventListener("keydown", function (event) {
      // Where there is no room for the switch there are no keys either: nobody should meet them unable to stop them.
      if (!keys.checked || !keys.getClientRects().length || event.ctrlKey || event.altKey || event.metaKey) { return; }
      if (/^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox") { return; }
      var step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
      if (step) { event.preventDefault(); go(step); }
    });
  }
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", unfold);
  if (location.hash) { reveal(); }
})();
