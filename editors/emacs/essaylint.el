;;; essaylint.el --- essaylint for Emacs, by way of eglot  -*- lexical-binding: t; -*-

;; Put this file on the load path and write in your init file:
;;     (require 'essaylint)
;;     (add-hook 'text-mode-hook #'eglot-ensure)     ; Markdown, LaTeX and HTML modes come from text-mode
;; Findings are Flymake's; M-x eglot-code-actions at one of them mends, allows or explains it.

;;; Code:

(require 'eglot)

(defgroup essaylint nil "An editor for whole essays." :group 'text)

(defcustom essaylint-command '("essaylint" "server")
  "The command that serves essays."
  :type '(repeat string) :group 'essaylint)

(defcustom essaylint-settings '(:hints "hint" :debounce 300)
  "What the server is told at its start; see docs/editors.md."
  :type 'plist :group 'essaylint)

(defun essaylint--contact (&rest _)
  "The command and its settings, as eglot wants them."
  (append essaylint-command (list :initializationOptions essaylint-settings)))

(add-to-list 'eglot-server-programs
             '((markdown-mode gfm-mode latex-mode html-mode mhtml-mode text-mode) . essaylint--contact))

(provide 'essaylint)
;;; essaylint.el ends here
