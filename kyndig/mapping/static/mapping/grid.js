// The leader's grid: people × competences, by keyboard, saved as one types.
//
// A cell is a <button> in a <td>; what is known of it stands in its data attributes:
//   s status (need, offer, done) · l level · u the role's usual level, where that is all that is known
//   r required level · n why it needs the leader · m method · v version
// What is done is drawn at once, put in `queue`, and sent in order. Each act has a key of its own, so that one
// that was written although its answer was lost is not written again. Nothing is kept outside the page's memory.

const page = document.getElementById("kartlegging");
const table = page.querySelector("table[role=grid]");
const words = JSON.parse(document.getElementById("ord").textContent);
const part = Object.fromEntries(
  [...page.querySelectorAll("[data-part]")].map((each) => [each.dataset.part, each]),
);

const ICONS = { met: "check", below: "below", expired: "expired", none: "none", exempt: "exempt" };
const PAGE_ROWS = 10;
const BATCH = 20;
const ANSWER_MS = 15_000;
const RETRY_MS = 5_000;
const HEARD_MS = 500;

/* ---------- Words ---------- */

/** A sentence with its values; of two forms, the one for the number `n`. */
function say(name, values = {}) {
  const text = Array.isArray(words[name]) ? words[name][values.n === 1 ? 0 : 1] : words[name];
  return text.replace(/%\((\w+)\)s/g, (_all, key) => values[key] ?? "");
}

let heard;
/** Read out, half a second after the last thing said. */
function announce(text) {
  clearTimeout(heard);
  heard = setTimeout(() => { part.heard.textContent = text; }, HEARD_MS);
}

/* ---------- Where things are ---------- */

const heads = [...table.tHead.rows[0].cells].slice(1);
const rows = [...table.tBodies[0].rows];
const grid = rows.map((row) => [...row.cells].slice(1).map((cell) => cell.firstElementChild));
const place = new Map(
  grid.flatMap((line, r) => line.flatMap((cell, c) => (cell ? [[cell, { r, c }]] : []))),
);
const cells = [...place.keys()];
const column = (c) => grid.map((line) => line[c]).filter(Boolean);
const headOf = (cell) => heads[place.get(cell).c];
const personOf = (cell) => rows[place.get(cell).r].cells[0].textContent;
const nameOf = (cell) => say("cell", { person: personOf(cell), competence: headOf(cell).dataset.title });
const needs = (cell) => cell.dataset.s === "need";
const offers = (cell) => cell.dataset.s === "offer";

let current = null;
let anchor = null;
let active = -1;

/* ---------- Moving ---------- */

function focusOn(cell) {
  if (!cell) return;
  select([]);
  goTo(cell);
  anchor = cell;
}

function goTo(cell) {
  if (current) current.tabIndex = -1;
  current = cell;
  cell.tabIndex = 0;
  activate(place.get(cell).c);
  cell.focus();
}

/** Show a column wide, with its words above. */
function activate(c) {
  if (c === active) return;
  for (const row of table.rows) {
    row.cells[active + 1]?.classList.remove("k-active");
    row.cells[c + 1]?.classList.add("k-active");
  }
  active = c;
  const about = heads[c].dataset;
  part.title.textContent = say("title", { number: about.number, of: about.of, name: about.title });
  part.asked.textContent = about.asked;
  part.scale.replaceChildren(...scaleOf(c).flatMap(levelOf));
  count();
}

const scaleOf = (c) => words.scales[heads[c].dataset.scale];

function levelOf(word, level) {
  const figure = document.createElement("b");
  figure.textContent = level;
  return [level ? " · " : "", figure, ` ${word}`];
}

/** The nearest cell in a direction; empty ones are passed over, and nothing wraps. */
function step({ r, c }, dr, dc, times = 1) {
  let found = null;
  for (let at = 1; at <= Math.max(rows.length, heads.length); at += 1) {
    const cell = grid[r + dr * at]?.[c + dc * at];
    if (cell === undefined) break;
    if (cell) found = cell;
    if (found && at >= times) break;
  }
  return found;
}

const first = (line) => line.find(Boolean);
const last = (line) => line.findLast(Boolean);

/** Cells in the order they are asked: down a column, then the next one. */
const inOrder = () => heads.flatMap((_head, c) => column(c));

/** The next (or, backwards, the previous) cell that needs the leader, anywhere on the page. */
function nextNeed(from, backwards = false) {
  const order = backwards ? inOrder().reverse() : inOrder();
  const at = from ? order.indexOf(from) + 1 : 0;
  return [...order.slice(at), ...order.slice(0, at)].find((cell) => needs(cell) && cell !== from);
}

/** After an act: the next in the column that needs the leader, else in the next column that has one. */
function advance(cell) {
  const here = column(place.get(cell).c);
  const at = here.indexOf(cell);
  const next = [...here.slice(at + 1), ...here.slice(0, at)].find(needs) ?? nextNeed(here.at(-1));
  if (next) focusOn(next);
  else announce(say("nothing_left"));
}

/* ---------- Selecting ---------- */

let selection = [];

function select(chosen) {
  for (const cell of selection) cell.parentElement.removeAttribute("aria-selected");
  selection = chosen;
  for (const cell of selection) cell.parentElement.setAttribute("aria-selected", "true");
  if (chosen.length > 1) announce(say("selected", { n: chosen.length }));
}

const chosen = () => (selection.length ? selection : [current]);

function extendTo(cell) {
  if (!cell) return;
  const [a, b] = [place.get(anchor), place.get(cell)];
  const between = (x, y, z) => (x <= y ? x <= z && z <= y : y <= z && z <= x);
  goTo(cell);
  select(cells.filter((each) => {
    const { r, c } = place.get(each);
    return between(a.r, b.r, r) && between(a.c, b.c, c);
  }));
}

/* ---------- Drawing ---------- */

/** What a cell shows now, as it can be put back. */
const shown = (cell) => ({ data: { ...cell.dataset }, nodes: [...cell.childNodes].map((n) => n.cloneNode(true)) });

function putBack(cell, { data, nodes }) {
  for (const name of Object.keys(cell.dataset)) delete cell.dataset[name];
  Object.assign(cell.dataset, data);
  cell.replaceChildren(...nodes);
}

/** Draw a cell: {level, usual, status, note, state, need, method, version}; what is left out stays as it is. */
function draw(cell, { level, usual, status, note, state = "", need = null, method, version, mark }) {
  set(cell, "s", status);
  set(cell, "l", level);
  set(cell, "u", usual);
  set(cell, "n", need);
  set(cell, "m", method);
  set(cell, "v", version);
  const kind = state || stateOf(cell);
  cell.dataset.state = kind;
  const figure = document.createElement("b");
  figure.textContent = kind === "exempt" ? "" : (level ?? "");
  const word = span(wordOf(cell, level, kind));
  cell.replaceChildren(...icon(ICONS[kind]), figure, word, ...heardState(kind), ...small(note, mark));
}

function set(cell, name, value) {
  if (value === undefined) return;
  if (value === null || value === "") delete cell.dataset[name];
  else cell.dataset[name] = value;
}

/** By what is required; the server says when a document has expired or somebody is exempt. */
function stateOf({ dataset: { l, r } }) {
  if (l === undefined) return "none";
  if (r === undefined) return "";
  return Number(l) < Number(r) ? "below" : "met";
}

function wordOf(cell, level, kind) {
  if (level === null || level === undefined || kind === "exempt") return words.states[kind] ?? "";
  return scaleOf(place.get(cell).c)[level] ?? "";
}

/** The state in a word, for those who do not see its symbol; some are words already. */
function heardState(kind) {
  if (!words.heard_states[kind]) return [];
  const made = document.createElement("i");
  made.textContent = `, ${words.heard_states[kind]}`;
  return [made];
}

function icon(name) {
  if (!name) return [];
  const copy = part.icon.content.firstElementChild.cloneNode(true);
  copy.firstElementChild.setAttribute("href", `#i-${name}`);
  return [copy];
}

function span(text) {
  const made = document.createElement("span");
  made.className = "k-w";
  made.textContent = text;
  return made;
}

function small(text, mark) {
  const made = document.createElement("small");
  made.append(...icon(mark), text);
  return [made];
}

/** How much is left on the page, and how much can be confirmed together in the column. */
function count() {
  const done = cells.filter((cell) => cell.dataset.s === "done");
  const left = cells.filter(needs).length;
  const singly = done.filter((cell) => cell.dataset.m === "singly").length;
  const together = done.filter((cell) => cell.dataset.m && cell.dataset.m !== "singly").length;
  part.count.textContent = say(together ? "count_together" : "count", { left, all: left + singly, singly, together });
  const n = column(active).filter(offers).length;
  part.confirm.firstChild.textContent = `${say("confirm", { n })} `;
  part.confirm.hidden = n === 0;
}

/* ---------- What is done, and sent ---------- */

const queue = [];
const done = [];
let sending = false;
let trouble = "";
let timer;

/** Do something to a cell: draw it, remember how to undo it, and send it. */
function act(cell, move, { method = "singly", undoable = true, ...more } = {}) {
  const write = { key: crypto.randomUUID(), cell, move: String(move), method, before: shown(cell), ...more };
  queue.push(write);
  if (undoable) done.push(write);
  drawDone(write);
  report();
  send();
  return write;
}

/** The level that is offered; undefined where none is. */
const offered = ({ dataset: { l, u } }) => l ?? u;

/** What the cell will be, drawn before the server has answered. */
function drawDone({ cell, move, method }) {
  const given = offered(cell);
  const known = { note: say("saving"), method, status: "done" };
  if (move === "back") draw(cell, { ...known, level: null, note: say("taking_back"), status: "need", method: "" });
  else if (move === "exempt") draw(cell, { ...known, level: null, state: "exempt" });
  else draw(cell, { ...known, level: move === "accept" ? Number(given) : Number(move) });
  cell.dataset.waits = "";
}

/** The next acts to send: of one method, each on a cell of its own, since the second builds on the first. */
function batch() {
  const found = [];
  for (const write of queue) {
    if (found.length === BATCH || write.method !== queue[0].method) break;
    if (found.some((each) => each.cell === write.cell)) break;
    found.push(write);
  }
  return found;
}

async function send() {
  if (sending || !queue.length) return;
  sending = true;
  clearTimeout(timer);
  const writes = batch();
  try {
    const answers = await post(writes);
    trouble = "";
    writes.forEach((write) => take(write, answers.find((each) => each.key === write.key)));
  } catch (error) {
    trouble = error.reason ?? "offline";
  }
  sending = false;
  count();
  report();
  if (trouble) retryLater();
  else send();
}

function retryLater() {
  for (const { cell } of queue) warn(cell, say("unsaved"));
  if (trouble !== "closed") timer = setTimeout(send, RETRY_MS);
}

const fail = (reason) => { throw Object.assign(new Error(reason), { reason }); };

/** Send acts and return what became of each. Throws with `reason` offline, session or server. */
async function post(writes) {
  const response = await fetch(table.dataset.address, {
    method: "POST",
    body: formOf(writes),
    headers: { Accept: "application/json", "X-CSRFToken": token() },
    redirect: "manual",
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (response.type === "opaqueredirect" || response.status === 403) fail("session");
  if (!response.ok) fail("server");
  return (await response.json()).done;
}

/** The token of today's session: signing in anew in another tab changes it. */
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

function formOf(writes) {
  const form = new FormData();
  form.set("form-TOTAL_FORMS", writes.length);
  form.set("form-INITIAL_FORMS", 0);
  form.set("method", writes[0].method);
  writes.forEach((write, at) => {
    for (const [name, value] of Object.entries(fieldsOf(write))) form.set(`form-${at}-${name}`, value ?? "");
  });
  return form;
}

/** The version is read as late as this: an earlier act of one's own on the cell has changed it. */
function fieldsOf({ key, cell, move, held_on, shown_by, exemption_kind, exempt_to }) {
  const [person, competence] = cell.id.slice(1).split("-");
  return {
    ...{ person, competence, key, move, version: cell.dataset.v },
    ...{ held_on, shown_by, exemption_kind, exempt_to },
  };
}

/* ---------- What became of it ---------- */

/** Cells that wait for the leader's choice or were refused, with why: shown above the grid. */
const open = new Map();

const forget = (list, write) => { const at = list.indexOf(write); if (at >= 0) list.splice(at, 1); };

function take(write, answer) {
  if (answer.result === "closed") {
    trouble = "closed";
    return;
  }
  forget(queue, write);
  if (answer.result !== "saved") forget(done, write);
  ({ saved, date: askDate, conflict, refused, outside: refused })[answer.result](write, answer);
}

const waitsFor = (cell) => queue.some((each) => each.cell === cell);

function saved(write, { cell: now }) {
  open.delete(write.cell);
  if (waitsFor(write.cell)) {
    write.cell.dataset.v = now.version;
    return;
  }
  const judged = now.status === "done" && now.state !== "exempt";
  drawNow(write.cell, now, judged ? { note: say("saved"), mark: "check" } : {});
  announce(say("heard", { cell: nameOf(write.cell), value: valueOf(now.level, write.cell) }));
}

function drawNow(cell, now, over = {}) {
  delete cell.dataset.waits;
  delete cell.dataset.alarm;
  draw(cell, { ...now, state: now.state === "not_assessed" ? "none" : now.state, ...over });
}

function refused(write, { message, cell: now }) {
  if (now) drawNow(write.cell, now);
  else putBack(write.cell, write.before);
  open.set(write.cell, { message, choices: [] });
}

function askDate(write, answer) {
  refused(write, answer);
  open.delete(write.cell);
  openDate([write.cell], write.move, answer.message);
}

/** Somebody else was there first: both values are shown, and the leader chooses. */
function conflict(write, { message, cell: now }) {
  for (const later of queue.filter((each) => each.cell === write.cell)) forget(queue, later);
  drawNow(write.cell, now);
  warn(write.cell, say("conflict"));
  write.cell.dataset.s = "need";
  open.set(write.cell, {
    message,
    choices: [
      [say("choose_mine", { value: valueOf(write.move, write.cell) }), () => again(write)],
      [say("choose_theirs", { value: valueOf(now.level, write.cell) }), () => drawNow(write.cell, now)],
    ],
  });
}

function again({ cell, move, held_on, shown_by, exemption_kind, exempt_to }) {
  act(cell, move, { held_on, shown_by, exemption_kind, exempt_to });
}

function valueOf(move, cell) {
  const word = words.moves[move] ?? scaleOf(place.get(cell).c)[move];
  return word === undefined ? words.states.none : /\d/.test(move) ? `${move} ${word}` : word;
}

function warn(cell, text) {
  cell.dataset.alarm = "";
  cell.querySelector("small").replaceWith(...small(text, "warning"));
}

/* ---------- What stands above the grid ---------- */

/** What is not saved, and what needs a choice: one line each, with links to the cells. */
function report() {
  const unsaved = trouble && queue.length ? [unsavedLine()] : [];
  const lines = [...unsaved, ...[...open].map(([cell, each]) => openLine(cell, each))];
  // Unchanged lines stay: somebody may be reading them, or be on one of their buttons.
  if (textsOf(lines) === textsOf([...part.messages.children])) return;
  if (part.messages.contains(document.activeElement)) current?.focus();
  part.messages.replaceChildren(...lines);
  part.messages.hidden = !lines.length;
  if (unsaved.length) announce(`${say("unsaved")}. ${say(trouble)}`);
}

const textsOf = (lines) => lines.map((line) => line.textContent).join("\n");

function unsavedLine() {
  const waiting = [...new Set(queue.map((write) => write.cell))];
  const line = document.createElement("li");
  line.append(...icon("warning"), say("unsaved_cells", { n: waiting.length }), " ");
  waiting.slice(0, 3).forEach((cell, at) => line.append(at ? ", " : "", linkTo(cell)));
  line.append(waiting.length > 3 ? " … " : ". ", say(trouble));
  return line;
}

function openLine(cell, { message, choices }) {
  const line = document.createElement("li");
  line.append(...icon("warning"), linkTo(cell), `: ${message} `);
  const close = () => { open.delete(cell); count(); report(); focusOn(cell); };
  for (const [text, choose] of choices) line.append(button(text, () => { choose(); close(); }), " ");
  if (!choices.length) line.append(button(say("close"), close));
  return line;
}

function button(text, does) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "k-textbutton";
  made.textContent = text;
  made.addEventListener("click", does);
  return made;
}

function linkTo(cell) {
  const link = document.createElement("a");
  link.className = "ds-link";
  link.href = `#${cell.id}`;
  link.textContent = nameOf(cell);
  link.addEventListener("click", (event) => { event.preventDefault(); focusOn(cell); });
  return link;
}

/* ---------- Forms in the row ---------- */

let opened = null;

/** A form in a row of its own, right under the cell. Esc closes it, and focus comes back. */
function openForm(name, cell, does) {
  closeForm();
  const form = part[name].content.firstElementChild.cloneNode(true);
  const row = document.createElement("tr");
  row.className = "k-inline";
  const holder = row.insertCell();
  holder.colSpan = heads.length + 1;
  holder.append(form);
  rows[place.get(cell).r].after(row);
  opened = { row, cell };
  form.addEventListener("submit", (event) => { event.preventDefault(); does(new FormData(form), form); });
  form.querySelector("[data-cancel]").addEventListener("click", cancelForm);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") cancelForm();
    event.stopPropagation();
  });
  form.querySelector("input, button").focus();
  return form;
}

function closeForm() {
  opened?.row.remove();
  opened = null;
}

function cancelForm() {
  const cell = opened?.cell;
  closeForm();
  if (cell) focusOn(cell);
}

/** Since when it is held, and what shows it: a level alone is not enough for what lasts for a time. */
function openDate(wanted, move, message) {
  const form = openForm("date", wanted[0], (given, shownForm) => {
    if (!given.get("held_on")) {
      complain(shownForm, say("date_missing"));
      return;
    }
    closeForm();
    doAll(wanted, move, { held_on: given.get("held_on"), shown_by: given.get("shown_by") });
  });
  form.querySelector("[data-lead]").textContent =
    message ?? say("date_lead", { cell: nameOf(wanted[0]), months: headOf(wanted[0]).dataset.lasts });
}

function openExemption(cell) {
  const form = openForm("exempt", cell, (given, shownForm) => {
    const [kind, to] = [given.get("exemption_kind"), given.get("exempt_to")];
    if (!kind || !to) {
      complain(shownForm, say("exempt_missing"));
      return;
    }
    closeForm();
    doAll([cell], "exempt", { exemption_kind: kind, exempt_to: to });
  });
  form.querySelector("[data-lead]").textContent = say("exempt_lead", { cell: nameOf(cell) });
}

function complain(form, text) {
  const line = form.querySelector("[data-error]");
  line.textContent = text;
  line.hidden = false;
  form.querySelector("input").focus();
}

/* ---------- Acts by key ---------- */

/** Several at once are stored as confirmed together; one by one is what it says. */
function doAll(wanted, move, more = {}) {
  const method = wanted.length > 1 ? "together" : "singly";
  for (const cell of wanted) act(cell, move, { method, ...more });
  count();
  advance(wanted.at(-1));
}

function give(level) {
  const wanted = chosen();
  if (wanted.some((cell) => level > Number(headOf(cell).dataset.max))) {
    announce(say("off_scale"));
    return;
  }
  if (level > 0 && wanted.some((cell) => headOf(cell).dataset.lasts)) openDate(wanted, level);
  else doAll(wanted, level);
}

function accept() {
  const wanted = chosen().filter((cell) => cell.dataset.s !== "done" && offered(cell) !== undefined);
  if (!wanted.length) announce(say("no_offer"));
  else if (wanted.some((cell) => ["date", "expired"].includes(cell.dataset.n))) openDate(wanted, "accept");
  else doAll(wanted, "accept");
}

function takeBack() {
  const wanted = chosen().filter((cell) => cell.dataset.m || waitsFor(cell));
  if (!wanted.length) announce(say("nothing_to_take_back"));
  for (const cell of wanted) {
    forget(done, done.findLast((write) => write.cell === cell));
    act(cell, "back", { undoable: false });
  }
  count();
}

/** Undo the last act: what is not sent yet is dropped, the rest is taken back. */
function undo() {
  const write = done.pop();
  if (!write) {
    announce(say("nothing_to_undo"));
    return;
  }
  if (queue.includes(write) && !sending && !trouble) {
    forget(queue, write);
    putBack(write.cell, write.before);
  } else act(write.cell, "back", { undoable: false });
  focusOn(write.cell);
  announce(say("undone", { cell: nameOf(write.cell) }));
  count();
}

/** Ask in place before confirming what has evidence and no conflict in the column. */
function askTogether() {
  const wanted = column(active).filter(offers);
  if (!wanted.length) {
    announce(say("no_offers"));
    return;
  }
  part.question.textContent = say("together", { n: wanted.length, name: heads[active].dataset.title });
  part.names.textContent = wanted.map((cell) => `${personOf(cell)} (${cell.dataset.l})`).join(", ");
  part.together.hidden = false;
  part.yes.onclick = () => confirmTogether(wanted);
  part.yes.focus();
}

function confirmTogether(wanted) {
  part.together.hidden = true;
  for (const cell of wanted) act(cell, "accept", { method: "together" });
  const next = active + 1 < heads.length ? column(active + 1) : [];
  focusOn(nextNeed(column(active).at(-1)) ?? next[0] ?? current);
}

function leaveTogether() {
  part.together.hidden = true;
  current?.focus();
}

/* ---------- Details, help, paste ---------- */

async function details(cell) {
  try {
    const response = await fetch(`${table.dataset.address}?visning=rute&rute=${cell.id}`);
    if (!response.ok) fail("server");
    part.details.replaceChildren(
      document.createRange().createContextualFragment(await response.text()),
      button(say("close"), leaveDetails),
    );
  } catch {
    part.details.replaceChildren(say("no_details"), " ", button(say("close"), leaveDetails));
  }
  part.details.hidden = false;
  part.details.focus();
}

function leaveDetails() {
  part.details.hidden = true;
  current?.focus();
}

function paste(event) {
  if (!cells.includes(document.activeElement)) return;
  event.preventDefault();
  if (queue.length) {
    announce(say("wait"));
    return;
  }
  const from = selection.length ? selection[0] : current;
  part.paste.elements.fra.value = from.id;
  part.paste.elements.tekst.value = event.clipboardData.getData("text/plain");
  part.paste.submit();
}

/* ---------- Keys ---------- */

const MOVES = {
  ArrowUp: (at) => step(at, -1, 0),
  ArrowDown: (at) => step(at, 1, 0),
  ArrowLeft: (at) => step(at, 0, -1),
  ArrowRight: (at) => step(at, 0, 1),
  PageUp: (at) => step(at, -1, 0, PAGE_ROWS),
  PageDown: (at) => step(at, 1, 0, PAGE_ROWS),
  Home: ({ r }) => first(grid[r]),
  End: ({ r }) => last(grid[r]),
  "Ctrl+Home": () => first(cells),
  "Ctrl+End": () => last(cells),
};
const ACTS = {
  " ": accept,
  n: () => focusOn(nextNeed(current)),
  p: () => focusOn(nextNeed(current, true)),
  b: askTogether,
  u: () => openExemption(current),
  Delete: takeBack,
  "Ctrl+z": undo,
  Enter: () => details(current),
  F2: () => details(current),
  "?": () => part.help.showModal(),
  Escape: () => select([]),
  "Shift+ ": () => select(grid[place.get(current).r].filter(Boolean)),
  "Ctrl+ ": () => select(column(place.get(current).c)),
};

const keyOf = ({ key, ctrlKey, metaKey, shiftKey }) => {
  const letter = key.length === 1 ? key.toLowerCase() : key;
  return `${ctrlKey || metaKey ? "Ctrl+" : ""}${shiftKey && key === " " ? "Shift+" : ""}${letter}`;
};

/** Only while a cell has focus, so that no key is taken from the rest of the page. */
function onKey(event) {
  const cell = event.target.closest("button.k-gc");
  if (!cell || event.altKey) return;
  const key = keyOf(event);
  if (MOVES[key]) {
    const to = MOVES[key](place.get(cell));
    if (event.shiftKey) extendTo(to);
    else focusOn(to);
  } else if (/^[0-9]$/.test(key)) change(() => give(Number(key)));
  else if (CHANGES.has(key)) change(ACTS[key]);
  else if (ACTS[key]) ACTS[key]();
  else return;
  event.preventDefault();
}

const CHANGES = new Set([" ", "b", "u", "Delete", "Ctrl+z"]);

/** A round that is not open can be read, not changed. */
function change(does) {
  if (table.dataset.closed) announce(say("closed"));
  else does();
  if (trouble) send();
}

/* ---------- Begin ---------- */

function press(name, does) {
  part[name].addEventListener("click", does);
}

function begin() {
  current = cells.find((cell) => cell.parentElement.classList.contains("k-active") && needs(cell)) ?? nextNeed(null) ?? cells[0];
  current.tabIndex = 0;
  anchor = current;
  active = heads.findIndex((head) => head.classList.contains("k-active"));
  table.addEventListener("keydown", onKey);
  table.addEventListener("focusin", ({ target }) => { if (place.has(target) && target !== current) focusOn(target); });
  table.addEventListener("dblclick", ({ target }) => { if (target.closest("button.k-gc")) details(current); });
  document.addEventListener("paste", paste);
  press("next", () => focusOn(needs(current) ? current : nextNeed(current)));
  press("confirm", askTogether);
  press("no", leaveTogether);
  press("undo", undo);
  press("keys", () => part.help.showModal());
  for (const name of ["together", "details"]) {
    part[name].addEventListener("keydown", ({ key }) => {
      if (key === "Escape") (name === "details" ? leaveDetails : leaveTogether)();
    });
  }
  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => { if (queue.length) event.preventDefault(); });
  part.tools.hidden = false;
  count();
}

begin();
