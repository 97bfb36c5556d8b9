package kit

import (
	"strings"

	"lantoa/internal/i18n"
)

// FaultText is a fault in words. A file's type is said as people call it.
func FaultText(p *i18n.Printer, key string, args ...any) string {
	if strings.HasPrefix(key, "file.wrong_type.") && len(args) > 0 {
		if media, ok := args[0].(string); ok {
			args = append([]any{p.T(fileKind(media))}, args[1:]...)
		}
	}
	return p.T(key, args...)
}

// fileKind is the key of the word for a media type.
func fileKind(media string) string {
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(media, part) {
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
	case strings.HasPrefix(media, "video/"):
		return "file.kind.video"
	case strings.HasPrefix(media, "audio/"):
		return "file.kind.audio"
	case strings.HasPrefix(media, "image/"):
		return "file.kind.image"
	case media == "application/pdf":
		return "file.kind.pdf"
	case strings.HasPrefix(media, "text/"):
		return "file.kind.text"
	}
	return "file.kind.other"
}
