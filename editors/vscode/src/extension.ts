// Starts `essaylint server` and hands everything else to it: what can be decided about a finding, the server does.
import { commands, ExtensionContext, languages, StatusBarAlignment, StatusBarItem, ViewColumn, window, workspace } from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

const LANGUAGES = ["markdown", "plaintext", "latex", "tex", "html", "quarto", "rmd"];

interface Status {
  uri: string;
  version: number;
  final: boolean;
  findings: number;
}

let client: LanguageClient | undefined;
let status: StatusBarItem;
const told = new Map<string, Status>();

export async function activate(context: ExtensionContext): Promise<void> {
  status = window.createStatusBarItem(StatusBarAlignment.Right, 50);
  status.command = "workbench.actions.view.problems";
  context.subscriptions.push(
    status,
    commands.registerCommand("essaylint.restart", restart),
    commands.registerCommand("essaylint.allowWithReason", allowWithReason),
    commands.registerCommand("essaylint.lintWorkspace", lintWorkspace),
    commands.registerCommand("essaylint.claims", () => show("Claims")),
    commands.registerCommand("essaylint.citations", () => show("Citations")),
    commands.registerCommand("essaylint.metrics", () => show("Metrics")),
    window.onDidChangeActiveTextEditor(showStatus),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("essaylint.command") && restart()),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function start(): Promise<void> {
  const [command, ...args] = workspace.getConfiguration("essaylint").get<string[]>("command", ["essaylint", "server"]);
  const serverOptions: ServerOptions = { command, args };
  const clientOptions: LanguageClientOptions = {
    documentSelector: LANGUAGES.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    initializationOptions: { ...workspace.getConfiguration("essaylint"), status: true },
    synchronize: { configurationSection: "essaylint" },
  };
  client = new LanguageClient("essaylint", "essaylint", serverOptions, clientOptions);
  client.onNotification("essaylint/status", (one: Status) => {
    told.set(client!.protocol2CodeConverter.asUri(one.uri).toString(), one);
    showStatus();
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const install = 'Install it with: pip install "essaylint[all]", or name its command in the setting essaylint.command.';
    void window.showErrorMessage(`essaylint could not be started (${command}). ${install} ${String(error)}`);
  }
}

async function restart(): Promise<void> {
  await client?.stop().catch(() => undefined);
  told.clear();
  await start();
}

function showStatus(): void {
  const one = told.get(window.activeTextEditor?.document.uri.toString() ?? "");
  if (one === undefined) {
    status.hide();
    return;
  }
  status.text = one.final ? `$(check) essaylint ${one.findings}` : `$(sync~spin) essaylint ${one.findings}`;
  status.tooltip = one.final ? "All rules have run" : "The quick rules have run";
  status.show();
}

async function lintWorkspace(): Promise<void> {
  const counts = await client?.sendRequest<{ files: number; findings: number }>("workspace/executeCommand", { command: "essaylint.lintFolders", arguments: [] });
  if (counts) {
    void window.setStatusBarMessage(`essaylint: ${counts.findings} findings in ${counts.files} other essays`, 10_000);
    void commands.executeCommand("workbench.actions.view.problems");
  }
}

/** Show what the server tells of the essay in a new text beside it. */
async function show(table: string): Promise<void> {
  const editor = window.activeTextEditor;
  const uri = editor && client?.code2ProtocolConverter.asUri(editor.document.uri);
  const content = uri && (await client?.sendRequest<string>("workspace/executeCommand", { command: `essaylint.show${table}`, arguments: [{ uri }] }));
  if (content) {
    const made = await workspace.openTextDocument({ language: "markdown", content });
    await window.showTextDocument(made, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  }
}

/** Ask why the finding at the cursor is meant, then let the server's own action write it. */
async function allowWithReason(): Promise<void> {
  const editor = window.activeTextEditor;
  const finding = editor && languages.getDiagnostics(editor.document.uri).find((one) => one.source === "essaylint" && one.range.contains(editor.selection.active));
  if (!editor || !finding) {
    void window.showInformationMessage("There is no finding of essaylint at the cursor.");
    return;
  }
  const reason = await window.showInputBox({ prompt: `Why is this meant? ${finding.message}` });
  if (reason === undefined) {
    return;
  }
  const rule = typeof finding.code === "object" ? String(finding.code.value) : String(finding.code);
  const quote = editor.document.getText(finding.range);
  const uri = client?.code2ProtocolConverter.asUri(editor.document.uri);
  await client?.sendRequest("workspace/executeCommand", { command: "essaylint.allow", arguments: [{ uri, rule, quote, reason, here: true }] });
}
