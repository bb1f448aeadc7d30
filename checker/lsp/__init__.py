"""The language server: findings in any text editor that speaks LSP (``checker lsp``)."""
