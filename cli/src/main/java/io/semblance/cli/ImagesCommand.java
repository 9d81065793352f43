package io.semblance.cli;

import picocli.CommandLine.Command;

/** What can be done with images. */
@Command(
    name = "images",
    description = "Finds images by what they show, with a model of texts and images (CLIP).",
    mixinStandardHelpOptions = true,
    subcommands = {ImagesSearchCommand.class, ImagesEncodeCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance images search --model models/clip --folder photos \"a dog on a beach\"",
      "  semblance images search --model models/clip --folder photos --like beach.jpg",
      "  semblance images encode --model models/clip --output photos.npy photos",
      "",
      "Images are PNG, JPEG, GIF (the first frame) or BMP. One that is damaged or",
      "larger than 64 megapixels is named and passed over; the exit code is then 1."
    })
final class ImagesCommand {}
