// An editor's own YAML language server, the one behind the VS Code extension, reads what Handclasp writes. Started by `run`.
//
//   node editor.mjs BINARY SERVER
//
// Nothing tells the server about Handclasp but the first line of each file, which names the schema beside it. It must
// find what `handclasp check` finds, and nothing else: who fills in a file believes both. The last line has the form of
// report.py's.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Seconds that an answer may take. Usually it takes less than one: while `check` runs, nobody waits for any. */
const PATIENCE = 30;

/** As in an editor, but for the catalogues on the web: the schema has to be found without a network. */
const SETTINGS = {
  yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false }, kubernetesCRDStore: { enable: false } },
};

const INSTITUTION = "institution.yaml";
const COMPANY = "partners/gruenfliess.yaml";
const SCHOOL = "partners/tahtiselka.yaml";
/** Made with `handclasp new`, with the two fields filled in that every file has. */
const NEW = "partners/ruzova-dolina.yaml";

/** What people get wrong: the code that `check` has for it, the file, what is replaced there, and by what. */
const MISTAKES = [
  ["unknown-key", COMPANY, "\nsector:", "\nbranch: metal\nsector:"],
  ["unknown-key", SCHOOL, "    phone:", "    telephone:"],
  ["unknown-key", INSTITUTION, "\ntagline:", "\nmotto: x\ntagline:"],
  ["not-in-list", COMPANY, "kind: company", "kind: compny"],
  ["not-in-list", SCHOOL, "direction: from_us", "direction: from_them"],
  ["not-in-list", INSTITUTION, "org_type: vet_school", "org_type: school"],
  ["missing-key", COMPANY, /^legal_name: .*\n/m, ""],
  ["missing-key", SCHOOL, 'target: "12", ', ""],
  ["missing-key", INSTITUTION, /^legal_name: .*\n/m, ""],
  ["wrong-type", COMPANY, /^address: .*/m, 'address: ["Straße der Färber 7", "Dresden"]'],
  ["wrong-type", COMPANY, "[mobility, hr_talent, training]", "mobility"],
  ["wrong-type", COMPANY, "duration_min: 20", "duration_min: twenty"],
  ["wrong-type", SCHOOL, "minors: true", "minors: some"],
  ["wrong-type", INSTITUTION, /^brand: .*/m, 'brand: ["#0b5c8a"]'],
  ["bad-format", SCHOOL, "term: {start: on_last_signature", "term: {start: 1.3.2027"],
  ["bad-format", SCHOOL, 'date: "2027-03-04"', 'date: "2027-3-4"'],
  ["bad-format", SCHOOL, 'start: "11:00"', 'start: "11.00"'],
  ["bad-format", COMPANY, '"2027-01-14 15:00"', '"2027-01-14"'],
  ["bad-format", COMPANY, "ausbildung@gruenfliess", "ausbildung(at)gruenfliess"],
  ["bad-format", COMPANY, '"https://gruenfliess.example.org"', '"gruenfliess.example.org"'],
  ["bad-format", COMPANY, 'country: "DE"', 'country: "Germany"'],
  ["bad-format", COMPANY, "\nlanguage: de", "\nlanguage: German"],
  ["bad-format", COMPANY, '"Europe/Berlin"', '"CET"'],
  ["bad-format", SCHOOL, '"+358 000 000 002"', '"000 000 002"'],
  ["bad-format", SCHOOL, '"E99999902"', '"99999902"'],
  ["bad-format", SCHOOL, '"000000002"', '"0002"'],
  ["bad-format", INSTITUTION, '"#0b5c8a"', '"blue"'],
  ["bad-format", INSTITUTION, '"2021-1-PT01-KA120-VET-000000001"', '"KA120-VET"'],
  ["out-of-range", SCHOOL, "fit: 5", "fit: 6"],
];

/** What people write without quotes, or leave empty, and mean well: what is replaced in a file, and by what. */
const LIBERTIES = [
  [COMPANY, '"01067"', "01067"],
  [COMPANY, '"99999"', "99999"],
  [COMPANY, 'country: "DE"', "country: NO"],
  [COMPANY, 'source_date: "2026-11-09"', "source_date: 2026-11-09"],
  [COMPANY, /"2027-01-14 15:00"/, "2027-01-14 15:00"],
  [COMPANY, /^website: .*/m, "website:"],
  [COMPANY, /^sector: .*/m, "sector: ~"],
  [COMPANY, /^address: .*/m, "address:"],
  [COMPANY, /^why_us_for_them:\n(  .*\n)+/m, "why_us_for_them:\n"],
  [SCHOOL, '"000000002"', "000000002"],
  [SCHOOL, '"11:00"', "11:00"],
  [SCHOOL, 'call_year: "2027"', "call_year: 2027"],
  [SCHOOL, 'target: "12"', "target: 12"],
  [SCHOOL, "minors: true", "minors: True"],
  [SCHOOL, ', position: {en: "Principal", fi: "Rehtori"}', ""],
  [INSTITUTION, 'year: "2025"', "year: 2025"],
];

/** Checks that belong together, counted and told as by report.py. */
class Group {
  static passed = 0;
  static failed = 0;
  passed = 0;
  failures = [];

  /** One check: `where` says in which file, `what` is wrong if it fails. */
  check(good, where, what) {
    if (good) this.passed += 1;
    else this.failures.push(`${where}: ${what}`);
  }

  static async of(name, checks) {
    const group = new Group();
    try {
      await checks(group);
    } catch (error) {
      // What ends a group must not end the others.
      group.failures.push(`ended early: ${error.message}`);
    }
    // A group without a single check proves nothing: something it should have found is not there.
    if (!group.passed && !group.failures.length) group.failures.push("nothing was there to check");
    console.log(`editor: ${name}: ${group.passed} passed, ${group.failures.length} failed`);
    for (const failure of group.failures) console.log(`  FAILED ${failure}`);
    Group.passed += group.passed;
    Group.failed += group.failures.length;
  }
}

/** The language server and what is said to it: JSON behind a header with its length (Language Server Protocol 3.17). */
class Server {
  #process;
  #received = Buffer.alloc(0);
  /** Who waits for what: by the number of a request, by the address of a file for its diagnostics. */
  #waiting = new Map();
  #requests = 0;
  #texts = 0;
  #ended = null;

  constructor(program) {
    this.#process = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.#process.stdout.on("data", (bytes) => this.#read(bytes));
    this.#process.stdin.on("error", () => {});
    this.#process.on("exit", (code) => {
      this.#ended = new Error(`the server has ended with exit code ${code}`);
      for (const { refuse } of this.#waiting.values()) refuse(this.#ended);
    });
  }

  /** Tells the server who we are; it then asks for the settings, and reads no file before. */
  async begin(folder) {
    const uri = pathToFileURL(folder).href;
    const capabilities = { workspace: { configuration: true }, textDocument: { hover: { contentFormat: ["plaintext"] } } };
    const workspaceFolders = [{ uri, name: "workspace" }];
    await this.ask("initialize", { processId: process.pid, rootUri: uri, workspaceFolders, capabilities });
    const configured = this.#wait("settings");
    this.#say("initialized", {});
    await configured;
  }

  /** Opens a text as if it were in the file; gives its address and what the server has against it. */
  async open(folder, file, text) {
    // A new address each time, in the same folder: an answer is never one to an earlier text.
    const uri = pathToFileURL(join(folder, file)).href.replace(/\.yaml$/, `.${++this.#texts}.yaml`);
    const diagnostics = this.#wait(uri);
    this.#say("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return { uri, diagnostics: await diagnostics };
  }

  ask(method, params) {
    const id = ++this.#requests;
    const answer = this.#wait(id, method);
    this.#send({ id, method, params });
    return answer;
  }

  end() {
    this.#process.kill("SIGKILL");
  }

  #say(method, params) {
    this.#send({ method, params });
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.#process.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  #wait(key, what = key) {
    if (this.#ended) throw this.#ended;
    return new Promise((take, refuse) => {
      const late = () => refuse(new Error(`no answer to ${what} within ${PATIENCE} s`));
      this.#waiting.set(key, { take, refuse, clock: setTimeout(late, PATIENCE * 1000) });
    });
  }

  #answer(key, value, error) {
    const { take, refuse, clock } = this.#waiting.get(key) ?? {};
    this.#waiting.delete(key);
    clearTimeout(clock);
    if (error) refuse?.(new Error(error.message));
    else take?.(value);
  }

  #read(bytes) {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const headed = this.#received.indexOf("\r\n\r\n");
      if (headed < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString("ascii", 0, headed))[1]);
      const end = headed + 4 + length;
      if (this.#received.length < end) return;
      const body = this.#received.toString("utf8", headed + 4, end);
      this.#received = this.#received.subarray(end);
      this.#take(JSON.parse(body));
    }
  }

  #take({ id, method, params, result, error }) {
    if (!method) this.#answer(id, result, error);
    else if (method === "textDocument/publishDiagnostics") this.#answer(params.uri, params.diagnostics);
    else if (method === "workspace/configuration") {
      // Several sections are asked for at once, or a single one.
      this.#send({ id, result: params.items.map(({ section }) => SETTINGS[section] ?? null) });
      this.#answer("settings");
    } else if (id !== undefined) this.#send({ id, result: null });
  }
}

/** The finished process of `handclasp`, started in the workspace: `init` knows no `--workspace`. */
function handclasp(...words) {
  const made = spawnSync(binary, words, { cwd: folder, encoding: "utf8", timeout: PATIENCE * 1000 });
  if (made.error) throw made.error;
  if (made.signal) throw new Error(`handclasp ${words.join(" ")} was ended by ${made.signal}`);
  return made;
}

/** The errors that `handclasp check` reports when a file has this text. */
function checked(file, text) {
  const path = join(folder, file);
  const before = readFileSync(path);
  writeFileSync(path, text);
  const { stderr } = handclasp("--message-format", "json", "check");
  writeFileSync(path, before);
  const found = stderr.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  // Which documents there are and what they need is not in the schema: the templates say it.
  return found.filter((one) => one.severity === "error" && !["missing-data", "unknown-document"].includes(one.code));
}

function text(file) {
  return readFileSync(join(folder, file), "utf8");
}

/** The file's text with something else in one place. */
function replaced(file, before, after) {
  const changed = text(file).replace(before, () => after);
  if (changed === text(file)) throw new Error(`${file} has no ${before}`);
  return changed;
}

/** A list of what was found, for people; the server counts lines from 0. */
const told = (errors) => errors.map(({ line, range, message }) => `line ${line ?? range.start.line + 1}: ${message}`).join("; ") || "nothing";
const lines = (errors) => [...new Set(errors.map(({ line, range }) => line ?? range.start.line + 1))].sort((a, b) => a - b);

/** Neither the server nor `check` has anything against the text. */
async function checkAccepted(group, where, file, text) {
  const { diagnostics } = await server.open(folder, file, text);
  group.check(!diagnostics.length, where, `the editor reports ${told(diagnostics)}`);
  const errors = checked(file, text);
  group.check(!errors.length, where, `check reports ${told(errors)}`);
}

/** Server and `check` report the mistake, on the same line. */
async function checkMistake(group, [code, file, before, after]) {
  const where = `${file}, ${JSON.stringify(after || `without ${before}`)}`;
  const text = replaced(file, before, after);
  const { diagnostics } = await server.open(folder, file, text);
  const errors = checked(file, text);
  group.check(errors.some((error) => error.code === code), where, `check reports no ${code} but ${told(errors)}`);
  // What is missing has no line: `check` points to where it is needed, the server to the whole of what lacks it.
  const same = code === "missing-key" ? diagnostics.length > 0 : `${lines(diagnostics)}` === `${lines(errors)}`;
  group.check(same, where, `the editor reports ${told(diagnostics)}; check reports ${told(errors)}`);
}

/** What the server offers behind the end of the text. */
async function offered(file, text) {
  const { uri } = await server.open(folder, file, text);
  const before = text.split("\n");
  const position = { line: before.length - 1, character: before.at(-1).length };
  const answer = await server.ask("textDocument/completion", { textDocument: { uri }, position });
  return (answer.items ?? answer).map((item) => item.label);
}

/** What the server says about a key at the beginning of a line. */
async function explained(file, key) {
  const { uri } = await server.open(folder, file, text(file));
  const position = { line: text(file).split("\n").findIndex((line) => line.startsWith(`${key}:`)), character: 1 };
  const answer = await server.ask("textDocument/hover", { textDocument: { uri }, position });
  return answer?.contents?.value ?? "";
}

/** What the schema says about a key. */
function description(schema, key) {
  return JSON.parse(text(`schema/${schema}.json`)).properties[key].description;
}

async function main() {
  await server.begin(folder);
  const sample = [INSTITUTION, ...readdirSync(join(folder, "partners")).map((name) => `partners/${name}`)];

  await Group.of("the sample and a new file: no problem in either", async (group) => {
    for (const file of sample) await checkAccepted(group, file, file, text(file));
    // Every example that a new file gives, taken into use, with a word for each placeholder.
    const filled = text(NEW).replaceAll(/^# (?=[a-z_]+:| )/gm, "").replaceAll("…", "word");
    await checkAccepted(group, `${NEW}, everything filled in`, NEW, filled);
  });

  await Group.of("what may be without quotes or empty is marked by neither", async (group) => {
    for (const [file, before, after] of LIBERTIES) {
      await checkAccepted(group, `${file}, ${after || `without ${before}`}`, file, replaced(file, before, after));
    }
  });

  await Group.of("mistakes are on the line where check has them", async (group) => {
    for (const mistake of MISTAKES) await checkMistake(group, mistake);
  });

  await Group.of("completion", async (group) => {
    for (const [file, begun, wanted] of [
      [COMPANY, replaced(COMPANY, /$/, "\nmou:\n  "), ["term", "reference"]],
      [NEW, text(NEW).replace(/\nkind: [^]*/, "\nkind: "), ["company", "vet_school"]],
      [INSTITUTION, "# yaml-language-server: $schema=schema/institution.json\norg_type: ", ["vet_school"]],
    ]) {
      const found = await offered(file, begun);
      for (const word of wanted) group.check(found.includes(word), `${file}, end`, `${word} is not offered, but ${found}`);
    }
  });

  await Group.of("hover", async (group) => {
    for (const [file, key] of [...sample.map((file) => [file, "legal_name"]), [COMPANY, "why_partner"]]) {
      const wanted = description(file === INSTITUTION ? "institution" : "partner", key);
      const found = await explained(file, key);
      group.check(found.includes(wanted), `${file}, ${key}`, `the editor says ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
    }
  });
}

const [binary, program] = process.argv.slice(2).map((path) => resolve(path));
const folder = mkdtempSync(join(tmpdir(), "handclasp-editor-"));
let server;
try {
  for (const words of [["init"], ["new", "ruzova-dolina"]]) {
    const made = handclasp(...words);
    if (made.status !== 0) throw new Error(`handclasp ${words.join(" ")} failed: ${made.stderr}`);
  }
  writeFileSync(join(folder, NEW), replaced(NEW, "\nlegal_name:", '\nlegal_name: "Stredná odborná škola"'));
  writeFileSync(join(folder, NEW), replaced(NEW, "\nkind:", "\nkind: vet_school"));
  server = new Server(program);
  await main();
} catch (error) {
  Group.failed += 1;
  console.log(`  FAILED ${error.message}`);
} finally {
  server?.end();
  rmSync(folder, { recursive: true });
}
console.log(`editor: ${Group.passed} passed, ${Group.failed} failed`);
process.exit(Group.failed ? 1 : 0);
