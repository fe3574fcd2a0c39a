;;; emacs.el --- opens an essay in Emacs, mends one finding, allows another  -*- lexical-binding: t; -*-

;;; Code:

(require 'package)
(dolist (folder '("/usr/share/emacs/site-lisp/elpa-src" "/usr/share/emacs/site-lisp/elpa"))
  (add-to-list 'package-directory-list folder))
(package-initialize)
(require 'json)
(add-to-list 'load-path (concat (getenv "EDITORS") "/emacs"))
(require 'essaylint)

(defun tell (&rest plist)
  "Write PLIST as a line of JSON."
  (append-to-file (concat (json-encode plist) "\n") nil (getenv "ESSAY_OUT")))

(defun codes ()
  "The diagnostics of the buffer."
  (mapcar (lambda (one) (cons (aref (flymake-diagnostic-text one) 0) one)) (flymake-diagnostics)))

(defun holds (text)
  "The diagnostic whose message has TEXT."
  (seq-find (lambda (one) (string-match-p (regexp-quote text) (flymake-diagnostic-text one))) (flymake-diagnostics)))

(defun wait-for (there)
  "Let the server speak until THERE."
  (let ((end (+ (float-time) 60)))
    (while (and (not (funcall there)) (< (float-time) end))
      (accept-process-output nil 0.05)
      (flymake-start))))

(defun act (text title)
  "Do the code action that has TITLE at the diagnostic that has TEXT."
  (let ((one (holds text)))
    (goto-char (flymake-diagnostic-beg one))
    (let* ((actions (eglot-code-actions (flymake-diagnostic-beg one) (flymake-diagnostic-end one)))
           (found (seq-find (lambda (action) (string-match-p (regexp-quote title) (plist-get action :title))) actions))
           (server (eglot-current-server)))
      (unless found (error "No action %s" title))
      (when (plist-get found :edit) (eglot--apply-workspace-edit (plist-get found :edit)))
      (let ((command (plist-get found :command)))
        (when command
          (jsonrpc-request server :workspace/executeCommand
                           (list :command (plist-get command :command) :arguments (plist-get command :arguments))
                           :timeout 60))))))

(setq essaylint-command (list (getenv "PYTHON") "-m" "essaylint" "server" "--quick")
      essaylint-settings '(:debounce 10 :quick t)
      eglot-connect-timeout 60
      eglot-sync-connect 60
      eglot-send-changes-idle-time 0
      eglot-confirm-server-initiated-edits nil)

(condition-case problem
    (progn
      (find-file (concat (getenv "ESSAY_FOLDER") "/essay.txt"))
      (text-mode)
      (call-interactively #'eglot)
      (wait-for (lambda () (and (holds "observers") (holds "recieved"))))
      (dolist (one (flymake-diagnostics))
        (tell :message (flymake-diagnostic-text one)
              :text (buffer-substring-no-properties (flymake-diagnostic-beg one) (flymake-diagnostic-end one))))
      (act "recieved" "“received”")
      (eglot--signal-textDocument/didChange)
      (wait-for (lambda () (not (holds "recieved"))))
      (act "observers" "in the project")
      (wait-for (lambda () (not (holds "observers"))))
      (tell :left (length (flymake-diagnostics)))
      (save-buffer)
      (eglot-shutdown (eglot-current-server) nil 20))
  (error (tell :problem (format "%S" problem))))
(kill-emacs 0)
;;; emacs.el ends here
