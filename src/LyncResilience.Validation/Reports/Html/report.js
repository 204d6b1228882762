"use strict";
// Adds to a page that is complete without it: tables that sort and filter, fixes that can be copied, and everything unfolded on paper.
(function () {
  var compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (text) { element.textContent = text; }
    return element;
  }

  function keyOf(cell) {
    return cell.hasAttribute("data-key") ? cell.getAttribute("data-key") : cell.textContent.trim();
  }

  function sortBy(table, body, index, heading) {
    var descending = heading.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("thead th").forEach(function (other) { other.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    var rows = Array.from(body.rows).map(function (row) { return { row: row, key: keyOf(row.cells[index]) }; });
    var areNumbers = rows.every(function (item) { return item.key !== "" && isFinite(item.key); });
    rows.sort(function (left, right) {
      var order = areNumbers ? left.key - right.key : compare(left.key, right.key);
      return descending ? -order : order;
    });
    rows.forEach(function (item) { body.appendChild(item.row); });
  }

  function filter(body, text, choices, output) {
    var words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    Array.from(body.rows).forEach(function (row) {
      var content = row.textContent.toLowerCase();
      var fits = words.every(function (word) { return content.indexOf(word) >= 0; }) && choices.every(function (choice) {
        return choice.select.value === "" || row.cells[choice.index].textContent.trim() === choice.select.value;
      });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    output.textContent = shown + " of " + body.rows.length + " rows";
  }

  function addChoice(tools, body, heading, index) {
    var values = Array.from(new Set(Array.from(body.rows).map(function (row) { return row.cells[index].textContent.trim(); }))).filter(Boolean).sort(compare);
    if (values.length < 2 || values.length > 25) { return null; }
    var label = make("label", {}, heading.textContent);
    var select = make("select");
    select.appendChild(make("option", { value: "" }, "all"));
    values.forEach(function (value) { select.appendChild(make("option", { value: value }, value)); });
    label.appendChild(select);
    tools.appendChild(label);
    return { index: index, select: select };
  }

  document.querySelectorAll("[data-table]").forEach(function (box) {
    var table = box.querySelector("table");
    var body = table.tBodies[0];
    if (body.rows.length < 2) { return; }
    var headings = Array.from(table.tHead.rows[0].cells);
    var tools = make("div", { "class": "tools" });
    var label = make("label", {}, "Filter");
    var text = make("input", { type: "search", autocomplete: "off", "aria-label": "Filter " + table.caption.textContent });
    label.appendChild(text);
    tools.appendChild(label);
    var choices = headings.map(function (heading, index) {
      return heading.hasAttribute("data-facet") && body.rows.length > 5 ? addChoice(tools, body, heading, index) : null;
    }).filter(Boolean);
    var output = make("output", { "aria-live": "polite" });
    tools.appendChild(output);
    var update = function () { filter(body, text, choices, output); };
    text.addEventListener("input", update);
    choices.forEach(function (choice) { choice.select.addEventListener("change", update); });
    if (body.rows.length > 5) { box.insertBefore(tools, box.firstChild); }
    headings.forEach(function (heading, index) {
      var button = make("button", { type: "button" }, heading.textContent);
      heading.textContent = "";
      heading.appendChild(button);
      button.addEventListener("click", function () { sortBy(table, body, index, heading); });
    });
  });

  document.querySelectorAll(".fix").forEach(function (fix) {
    var button = make("button", { type: "button", "class": "copy" }, "Copy");
    button.addEventListener("click", function () {
      var pre = fix.querySelector("pre");
      var range = document.createRange();
      range.selectNodeContents(pre);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      var done = function () { button.textContent = "Copied"; };
      if (navigator.clipboard) { navigator.clipboard.writeText(pre.textContent).then(done, function () { button.textContent = "Selected"; }); } else { button.textContent = "Selected"; }
    });
    fix.appendChild(button);
  });

  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (details) { details.open = true; });
  });
  addEventListener("afterprint", function () { opened.forEach(function (details) { details.open = false; }); });
}());
