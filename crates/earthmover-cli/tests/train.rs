//! `earthmover-cli train` and `sample`, run as programs on MNIST itself.

#![allow(clippy::unwrap_used)]

#[path = "common/mnist.rs"]
mod mnist;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use mnist::mnist;
use tempfile::TempDir;

const TINY: &str = r#"{"batch": 8, "latent": 4, "averaging": null,
    "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8]}}"#;
const PIXELS: usize = 784;

fn run(command: &str, args: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_earthmover-cli"));
    program.arg(command).args(args).output().unwrap()
}

fn train(out: &Path, args: &[&str]) {
    let output = try_train(out, args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
}

fn try_train(out: &Path, args: &[&str]) -> Output {
    let (mnist, out) = (mnist(), out.to_str().unwrap());
    let mut all = vec!["--mnist", mnist.to_str().unwrap(), "--out", out];
    all.extend(args);
    run("train", &all)
}

fn tiny() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("tiny.json");
    fs::write(&config, TINY).unwrap();
    (folder, config.to_str().unwrap().to_owned())
}

fn curves(out: &Path) -> String {
    fs::read_to_string(out.join("curves.csv")).unwrap()
}

#[test]
fn a_run_writes_curves_grids_and_a_checkpoint_and_can_be_resumed() {
    let (folder, config) = tiny();
    let whole = folder.path().join("whole");
    let parts = folder.path().join("parts");
    for device in ["flex", "ndarray"] {
        let begin = [
            "--config",
            &config,
            "--device",
            device,
            "--grid-every",
            "10",
        ];
        let begin = [&begin[..], &["--overwrite"]].concat();
        train(&whole, &[&begin[..], &["--iterations", "20"]].concat());
        train(&parts, &[&begin[..], &["--iterations", "7"]].concat());
        // The curves get a row more, as if the run had been killed after its last checkpoint.
        let rows = curves(&parts) + "8,0,0,0,0,0\n";
        fs::write(parts.join("curves.csv"), rows).unwrap();
        let checkpoint = parts.join("checkpoint.safetensors");
        let resume = ["--resume", checkpoint.to_str().unwrap(), "--device", device];
        train(
            &parts,
            &[&resume[..], &["--iterations", "20", "--grid-every", "10"]].concat(),
        );
        assert_eq!(curves(&whole), curves(&parts), "{device}");
        assert_eq!(curves(&whole).lines().count(), 21);
        let grid = |out: &Path| fs::read(out.join("grid-000020.png")).unwrap();
        assert_eq!(grid(&whole), grid(&parts));
    }
    let header = "iteration,criticLoss,gap,penalty,slope,generatorLoss";
    assert_eq!(curves(&whole).lines().next(), Some(header));

    let picture = folder.path().join("six.png");
    let checkpoint = whole.join("checkpoint.safetensors");
    let count = ["--count", "6", "--columns", "3", "--seed", "1"];
    let paths = [
        checkpoint.to_str().unwrap(),
        "--out",
        picture.to_str().unwrap(),
    ];
    let output = run("sample", &[&paths[..], &count].concat());
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        image::image_dimensions(picture).unwrap(),
        (3 * 30 + 2, 2 * 30 + 2)
    );
}

#[test]
fn a_run_is_not_resumed_over_another() {
    let (folder, config) = tiny();
    let [a, b, c] = ["a", "b", "c"].map(|name| folder.path().join(name));
    let seeded = |seed, iterations| {
        [
            "--config",
            &config,
            "--seed",
            seed,
            "--iterations",
            iterations,
        ]
        .map(str::to_owned)
    };
    let begin = |out: &Path, seed, iterations| {
        train(
            out,
            &seeded(seed, iterations).each_ref().map(String::as_str),
        );
    };
    begin(&a, "1", "5");
    begin(&b, "2", "9");
    let (rows, bytes) = (
        curves(&b),
        fs::read(b.join("checkpoint.safetensors")).unwrap(),
    );
    let checkpoint = a.join("checkpoint.safetensors");
    let resume = [
        "--resume",
        checkpoint.to_str().unwrap(),
        "--iterations",
        "8",
    ];
    let output = try_train(&b, &resume);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success() && stderr.contains("is of another run"),
        "{stderr}"
    );
    assert!(curves(&b) == rows && fs::read(b.join("checkpoint.safetensors")).unwrap() == bytes);

    // In another folder, or with --overwrite, the run takes its own rows along.
    train(&c, &resume);
    train(&b, &[&resume[..], &["--overwrite"]].concat());
    begin(&folder.path().join("whole"), "1", "8");
    let whole = curves(&folder.path().join("whole"));
    assert_eq!([curves(&b), curves(&c)], [whole.clone(), whole]);
    assert_eq!(curves(&a).lines().count(), 6);
}

#[test]
fn whoever_pipes_it_reads_a_line_a_measurement() {
    let (folder, config) = tiny();
    let every = [
        "--measure-every",
        "4",
        "--config",
        &config,
        "--iterations",
        "10",
    ];
    let output = try_train(folder.path(), &every);
    let stderr = String::from_utf8(output.stderr).unwrap();
    let begins: Vec<&str> = stderr
        .lines()
        .map(|line| line.split("; gap").next().unwrap())
        .collect();
    let expected = [
        "4 of 10 iterations",
        "8 of 10 iterations",
        "10 of 10 iterations",
    ];
    assert_eq!(begins, expected, "{stderr}");
    for line in stderr.lines() {
        let distance = line
            .split("exact distance ")
            .nth(1)
            .and_then(|rest| rest.split(',').next());
        assert!(
            (1.0..30.0).contains(&distance.unwrap().parse::<f64>().unwrap()),
            "{line}"
        );
    }
}

#[test]
fn a_run_that_is_no_longer_of_numbers_ends_with_its_last_finite_state() {
    let (folder, config) = tiny();
    let wild = r#"{"batch": 8, "latent": 4, "averaging": null, "criticAdam": {"rate": 1},
        "constraint": {"kind": "none"}, "architecture": {"kind": "mlp", "generatorHidden": [8],
        "criticHidden": [64, 64, 64, 64, 64, 64, 64, 64]}}"#;
    fs::write(&config, wild).unwrap();
    let out = folder.path().join("wild");
    let output = try_train(&out, &["--config", &config, "--iterations", "2000"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "{stderr}");
    assert!(stderr.contains("the last finite state is in"), "{stderr}");
    let named = stderr
        .split("in iteration ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    let failed: usize = named.unwrap().parse().unwrap();
    // The curves have every iteration before that one, and nothing but finite numbers.
    let rows = curves(&out);
    assert_eq!(rows.lines().count(), failed, "{stderr}");
    for cell in rows.lines().skip(1).flat_map(|row| row.split(',')) {
        assert!(cell.parse::<f64>().unwrap().is_finite(), "{cell}");
    }
    // The checkpoint is finite too, and goes on to the same end.
    let checkpoint = out.join("checkpoint.safetensors");
    let checkpoint = checkpoint.to_str().unwrap();
    let sampled = folder.path().join("wild.png");
    let output = run("sample", &[checkpoint, "--out", sampled.to_str().unwrap()]);
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(
        stdout.contains(&format!("of iteration {}", failed - 1)),
        "{stdout}"
    );
    let output = try_train(&out, &["--resume", checkpoint, "--iterations", "2000"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success() && stderr.contains(&format!("in iteration {failed} ")),
        "{stderr}"
    );
}

#[test]
fn rows_can_be_fewer() {
    let (folder, config) = tiny();
    let every = [
        "--config",
        &config,
        "--iterations",
        "25",
        "--log-every",
        "10",
    ];
    train(folder.path(), &every);
    let rows: Vec<String> = curves(folder.path())
        .lines()
        .skip(1)
        .map(str::to_owned)
        .collect();
    assert!(
        rows.len() == 2 && rows[0].starts_with("10,") && rows[1].starts_with("20,"),
        "{rows:?}"
    );
}

#[test]
fn a_generator_goes_by_the_plan_without_a_critic() {
    let (folder, config) = tiny();
    let out = folder.path().join("plan");
    train(
        &out,
        &["--by-plan", "--config", &config, "--iterations", "300"],
    );
    let numbers = |row: &str| -> Vec<f64> { row.split(',').map(|x| x.parse().unwrap()).collect() };
    let rows: Vec<_> = curves(&out).lines().skip(1).map(numbers).collect();
    assert_eq!(rows.len(), 300);
    // What is told is of a best critic: iteration, loss, gap, penalty, slope, and what the generator minimises.
    for row in &rows {
        assert_eq!(
            (row[1], row[3], row[4], row[5]),
            (-row[2], 0.0, 1.0, row[2])
        );
    }
    let gaps = |rows: &[Vec<f64>]| mean(rows.iter().map(|row| row[2]));
    assert!(gaps(&rows[280..]) < 0.95 * gaps(&rows[..20]));
}

#[test]
fn what_is_wrong_is_named() {
    let (folder, config) = tiny();
    let refused = |args: &[&str], expected: &str| {
        let output = try_train(folder.path(), args);
        assert!(!output.status.success());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains(expected), "{stderr}");
    };
    fs::write(&config, r#"{"batch": 0}"#).unwrap();
    refused(&["--config", &config], "`batch` is 0");
    fs::write(&config, "{").unwrap();
    refused(&["--config", &config], "is not JSON");
    refused(&["--config", "nowhere.json"], "nowhere.json");
    refused(&["--preset", "fast"], "`preset` is \"fast\"");
    refused(&["--device", "abacus"], "abacus");
    refused(&["--resume", &config], "cannot resume");
    fs::write(folder.path().join("checkpoint.safetensors"), "another's").unwrap();
    refused(&[], "checkpoint.safetensors is of another run");
    fs::remove_file(folder.path().join("checkpoint.safetensors")).unwrap();
    fs::write(folder.path().join("curves.csv"), "iteration\n1\n").unwrap();
    refused(&[], "curves.csv is of another run");
    let output = run("train", &["--mnist", "nowhere"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success() && stderr.contains("nowhere"),
        "{stderr}"
    );
}

/// The cells of a grid of 8 × 8, 784 numbers each.
fn cells(path: &Path) -> Vec<Vec<f64>> {
    let picture = image::open(path).unwrap().into_luma8();
    let cell = |n: usize| {
        let corner = |place: usize| (2 + place * 30) as u32;
        let pixel = |p: usize| {
            let (x, y) = (
                corner(n % 8) + (p % 28) as u32,
                corner(n / 8) + (p / 28) as u32,
            );
            f64::from(picture.get_pixel(x, y).0[0]) / 255.0
        };
        (0..PIXELS).map(pixel).collect()
    };
    (0..64).map(cell).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), x| (sum + x, count + 1));
    sum / f64::from(count)
}

/// The mean over pixels and cells, the mean over the outermost two pixels, and the mean distance of two
/// cells.
fn look(path: &Path) -> (f64, f64, f64) {
    let cells = cells(path);
    let all = mean(cells.iter().flatten().copied());
    let outer = |p: &usize| [p % 28, p / 28].iter().any(|c| !(2..26).contains(c));
    let edge = mean(
        cells
            .iter()
            .flat_map(|cell| (0..PIXELS).filter(outer).map(|p| cell[p])),
    );
    let distance = |a: &[f64], b: &[f64]| {
        let squares = a.iter().zip(b).map(|(x, y)| (x - y).powi(2));
        squares.sum::<f64>().sqrt()
    };
    let apart = mean(cells.windows(2).map(|pair| distance(&pair[0], &pair[1])));
    (all, edge, apart)
}

#[test]
fn the_default_learns() {
    let folder = tempfile::tempdir().unwrap();
    train(
        folder.path(),
        &[
            "--iterations",
            "600",
            "--grid-every",
            "600",
            "--measure-every",
            "300",
        ],
    );
    let text = curves(folder.path());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let gaps: Vec<f64> = reader
        .records()
        .map(|row| row.unwrap().get(2).unwrap().parse().unwrap())
        .collect();
    let most = gaps.iter().copied().fold(0.0, f64::max);
    let end = mean(gaps[500..].iter().copied());
    // With seeds 1 to 3 the most is 3.8 to 4.5, and the end 0.02 to 0.13.
    assert!(
        most > 3.5 && end < 0.1 * most && end > 0.0,
        "the gap went from {most} to {end}"
    );
    // MNIST has 0.13 on average, 0.0005 at the edge, and digits 10.2 apart; noise has 0.5, 0.5 and 11.
    let (all, edge, apart) = look(&folder.path().join("grid-000600.png"));
    assert!((0.08..0.2).contains(&all), "mean {all}");
    assert!(edge < 0.02, "edge {edge}");
    assert!((7.0..12.0).contains(&apart), "apart {apart}");
    let measures = fs::read_to_string(folder.path().join("measures.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(measures.as_bytes());
    let rows: Vec<Measures> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    for row in &rows {
        assert!(row.critic_distance <= row.exact_distance, "{row:?}");
        assert!(row.floor > 5.0 && row.floor < 10.0, "{row:?}");
    }
    // The reference run comes to 66 and all ten classes. Noise is at 470, and strokes at 100.
    let last = &rows[1];
    assert!(last.frechet < 100.0 && last.coverage == 10, "{last:?}");
    assert!((0.7..1.4).contains(&last.mean_slope), "{last:?}");
}

/// Some of the columns of measures.csv.
#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Measures {
    exact_distance: f64,
    floor: f64,
    critic_distance: f64,
    mean_slope: f64,
    frechet: f64,
    coverage: usize,
}
