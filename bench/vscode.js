// Looks at the packaged extension in a real VS Code (code-server) and keeps two pictures; docs/decisions/0031 says how to run it.
//   node bench/vscode.js http://127.0.0.1:18080/ OUT_FOLDER
const { chromium } = require("playwright-core");
const [address, out] = process.argv.slice(2);

async function main() {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1180, height: 720 } });
  const texts = async (where) => (await page.locator(where).allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
  const command = async (name) => {
    await page.keyboard.press("F1");
    await page.waitForTimeout(800);
    await page.keyboard.type(name);
    await page.waitForTimeout(1500);
    await page.keyboard.press("Enter");
  };
  const middleOf = (word) =>
    page.evaluate((word) => {
      const walker = document.createTreeWalker(document.querySelector(".view-lines"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = walker.currentNode.textContent.indexOf(word);
        if (at >= 0) {
          const range = document.createRange();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + word.length);
          const box = range.getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        }
      }
    }, word);

  await page.goto(address, { timeout: 120_000 });
  await page.locator('.explorer-folders-view .monaco-list-row:has-text("essay.md")').first().dblclick({ timeout: 180_000 });
  await page.waitForFunction(() => document.querySelectorAll(".squiggly-error, .squiggly-warning").length > 3, null, { timeout: 180_000 });
  await page.locator(".statusbar .codicon-check").waitFor({ timeout: 180_000 });
  console.log("underlined:", await page.locator(".squiggly-error, .squiggly-warning, .squiggly-hint").count());
  await page.keyboard.press("Control+b");
  await page.keyboard.press("Control+Shift+m");
  await page.waitForTimeout(3000);
  console.log("problems:", (await texts(".markers-panel .monaco-list-row")).join("\n  "));

  const [x, y] = await middleOf("observers");
  await page.mouse.move(x, y);
  await page.mouse.move(x + 3, y);
  await page.locator(".monaco-hover:visible").first().waitFor({ timeout: 30_000 });
  await page.waitForTimeout(2500);
  console.log("hover:", (await texts(".monaco-hover:visible")).join(" ").slice(0, 300));
  await page.screenshot({ path: `${out}/vscode-hover.png` });

  await page.locator('.markers-panel .monaco-list-row:has-text("recieved")').first().dblclick();
  await page.waitForTimeout(1500);
  await command("Quick Fix...");
  await page.locator(".action-widget").first().waitFor({ timeout: 30_000 });
  await page.waitForTimeout(1500);
  console.log("actions:", (await texts(".action-widget .monaco-list-row")).join("\n  "));
  await page.screenshot({ path: `${out}/vscode-fix.png` });
  await page.keyboard.press("Enter");
  await page.waitForTimeout(3000);
  console.log("mended:", (await page.locator(".view-lines").innerText()).replace(/\u00a0/g, " ").includes("received new hotels"));

  await command("essaylint: Lint every essay of the folder");
  await page.waitForTimeout(6000);
  console.log("folder:", (await texts(".markers-panel .monaco-list-row")).filter((row) => row.includes("second.md") || row.includes("letter")).join(" | "), (await texts(".statusbar"))[0]);
  await page.locator(".tab:has-text('essay.md')").first().click();
  await command("essaylint: Show the citations of this essay");
  await page.waitForTimeout(4000);
  console.log("citations:", (await texts(".editor-group-container:last-child .view-lines, .split-view-view:last-child .view-lines")).join(" ").replace(/\u00a0/g, " ").slice(0, 300));
  await page.screenshot({ path: `${out}/vscode-citations.png` });
  await browser.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
