package dev.tributary.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {

    @Test
    void picturesAndVideosAreKnownByTheirBytes() {
        assertThat(FileKind.of(HostileFiles.png(1, 1))).contains(FileKind.PNG);
        assertThat(FileKind.of(HostileFiles.jpeg(1, 1))).contains(FileKind.JPEG);
        assertThat(FileKind.of(HostileFiles.WEBP)).contains(FileKind.WEBP);
        assertThat(FileKind.of(HostileFiles.heic())).contains(FileKind.HEIC);
        assertThat(FileKind.of(HostileFiles.text("\0\0\0\u0018ftypisom"))).contains(FileKind.MP4);
        assertThat(FileKind.of(HostileFiles.text("\0\0\0\u0018ftypqt  "))).contains(FileKind.QUICKTIME);
    }

    @ParameterizedTest
    @Tag("S2")
    @Tag("F41")
    @ValueSource(
            strings = {
                "",
                "GIF8",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<?xml version='1.0'?><svg/>",
                "<html>",
                "\ufeff<html>",
                " \u0089PNG\r\n\u001a\n",
                "%PDF-1.7",
                "PK\u0003\u0004",
                "MZ",
                "\0\0\0\u0018ftyp",
                "RIFF\0\0\0\0WAVE",
                "BM"
            })
    void nothingElseIs(String bytes) {
        assertThat(FileKind.of(HostileFiles.text(bytes))).isEmpty();
    }

    @Test
    @Tag("S2")
    void noTypeThatABrowserRunsIsEverNamed() {
        assertThat(Stream.of(FileKind.values()).map(FileKind::contentType))
                .allMatch(it -> it.startsWith("image/") || it.startsWith("video/"))
                .noneMatch(it -> it.contains("svg") || it.contains("xml"));
    }
}
