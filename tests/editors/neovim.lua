-- Opens an essay in Neovim, mends one finding, allows another, and writes what was seen as JSON lines.
local folder, here, python, out = os.getenv("ESSAY_FOLDER"), os.getenv("EDITORS"), os.getenv("PYTHON"), os.getenv("ESSAY_OUT")
package.path = here .. "/neovim/?.lua;" .. package.path
local file = io.open(out, "w")
local function tell(value)
  file:write(vim.json and vim.json.encode(value) or vim.fn.json_encode(value), "\n")
  file:flush()
end
local function main()
  require("essaylint").setup({
    cmd = { python, "-m", "essaylint", "server", "--quick" },
    settings = { essaylint = { debounce = 10, quick = true } },
  })
  vim.cmd("filetype on")
  vim.cmd("edit " .. folder .. "/essay.md")
  vim.bo.filetype = "markdown"
  local function codes()
    local found = {}
    for _, one in ipairs(vim.diagnostic.get(0)) do
      found[one.code or one.user_data.lsp.code] = one
    end
    return found
  end
  local function until_(there)
    return vim.wait(60000, there, 20)
  end
  until_(function() return codes()["misspelling"] and codes()["vague-sourcing"] and codes()["repeated-word"] end)
  for code, one in pairs(codes()) do
    local href = ((one.user_data or {}).lsp or {}).codeDescription
    tell({ code = code, line = one.lnum, from = one.col, to = one.end_col, href = href and href.href })
  end
  local client = vim.lsp.get_client_by_id(next(vim.lsp.buf_get_clients(0)))
  tell({ encoding = client.offset_encoding, pull = client.server_capabilities.diagnosticProvider ~= nil })
  local function act(code, title)
    local one = codes()[code]
    vim.api.nvim_win_set_cursor(0, { one.lnum + 1, one.col })
    local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
    params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics and vim.lsp.diagnostic.get_line_diagnostics() or {} }
    local answer = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 60000)
    for _, found in ipairs(answer[client.id].result) do
      if found.title:find(title, 1, true) then
        if found.edit then
          vim.lsp.util.apply_workspace_edit(found.edit, client.offset_encoding)
        end
        if found.command then
          client.request_sync("workspace/executeCommand", { command = found.command.command, arguments = found.command.arguments }, 60000, 0)
        end
        return
      end
    end
    error("no action " .. title)
  end
  act("misspelling", "“received”")
  until_(function() return not codes()["misspelling"] end)
  act("vague-sourcing", "Allow vague-sourcing here")
  until_(function() return not codes()["vague-sourcing"] end)
  local left = {}
  for code in pairs(codes()) do table.insert(left, code) end
  tell({ left = left })
  vim.cmd("write")
end
local good, problem = pcall(main)
if not good then tell({ problem = tostring(problem) }) end
file:close()
vim.cmd("qall!")
