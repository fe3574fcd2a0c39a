-- essaylint in Neovim 0.7 or later. Put this file on the runtime path as lua/essaylint.lua and write in init.lua:
--     require("essaylint").setup()
-- or, with a command of your own: require("essaylint").setup({ cmd = { "/path/to/essaylint", "server" } })
local M = {}

M.config = {
  name = "essaylint",
  cmd = { "essaylint", "server" },
  filetypes = { "markdown", "text", "tex", "plaintex", "html", "mail", "gitcommit", "quarto", "rmd" },
  root_markers = { "essaylint.toml", ".essaylint.toml", "pyproject.toml", ".git" },
  settings = { essaylint = { hints = "hint", debounce = 300, quick = false } },
}

local clients = {}

local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ":p:h")
  while true do
    for _, marker in ipairs(M.config.root_markers) do
      local place = folder .. "/" .. marker
      if vim.fn.filereadable(place) == 1 or vim.fn.isdirectory(place) == 1 then
        return folder
      end
    end
    local above = vim.fn.fnamemodify(folder, ":h")
    if above == folder then
      return vim.fn.fnamemodify(path, ":p:h")
    end
    folder = above
  end
end

--- Attach a buffer to the server of its project; the server is started when it is first needed.
function M.attach(buffer)
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  local config = vim.tbl_extend("force", {}, M.config, {
    root_dir = root,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = vim.fn.fnamemodify(root, ":t") } },
    init_options = M.config.settings.essaylint,
  })
  if vim.lsp.start then
    return vim.lsp.start(config, { bufnr = buffer })
  end
  clients[root] = clients[root] or vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buffer, clients[root])
  return clients[root]
end

function M.setup(options)
  M.config = vim.tbl_deep_extend("force", M.config, options or {})
  local group = vim.api.nvim_create_augroup("essaylint", { clear = true })
  vim.api.nvim_create_autocmd("FileType", {
    group = group,
    pattern = M.config.filetypes,
    callback = function(event)
      M.attach(event.buf)
    end,
  })
end

return M
