package kit

import (
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/media"
)

// FaultText is a fault in words. A file's type is said as people call it.
func FaultText(p *i18n.Printer, key string, args ...any) string {
	if strings.HasPrefix(key, "file.wrong_type.") && len(args) > 0 {
		if kind, ok := args[0].(string); ok {
			args = append([]any{p.T(fileKind(kind))}, args[1:]...)
		}
	}
	return p.T(key, args...)
}

// fileKind is the key of the word for a media type.
func fileKind(kind string) string {
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(kind, part) {
				return true
			}
		}
		return false
	}
	switch {
	case has("svg"):
		return "file.kind.svg"
	case has("html"):
		return "file.kind.page"
	case has("executable", "sharedlib", "x-elf", "x-object", "x-coredump", "mach-binary", "portable", "x-msdownload", "javascript", "java", "x-sh", "python", "perl", "php", "ruby", "lua", "x-ms-installer", "debian", "x-rpm", "wasm"):
		return "file.kind.program"
	case has("zip", "x-tar", "x-7z", "rar", "x-xz", "x-bzip", "zstd", "x-archive", "x-compress", "cab"):
		return "file.kind.archive"
	case strings.HasPrefix(kind, "video/"):
		return "file.kind.video"
	case strings.HasPrefix(kind, "audio/"):
		return "file.kind.audio"
	case strings.HasPrefix(kind, "image/"):
		return "file.kind.image"
	case kind == media.PDF:
		return "file.kind.pdf"
	case strings.HasPrefix(kind, "text/"):
		return "file.kind.text"
	}
	return "file.kind.other"
}
