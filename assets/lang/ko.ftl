# 창에 나오는 한국어 문장. en.ftl과 같은 키, 같은 변수를 쓰며 테스트가 둘을 비교한다.
# 한 가지 뜻에는 한 가지 말을 쓴다. 시퀀스(sequence), 스텝(step), 에피소드(episode), 보상(reward), 반환값(return),
# 할인율(discount factor), 목표값(target), TD 오차(TD error), 어드밴티지(advantage), 기준선(baseline), 기울기 클리핑(gradient
# clipping), 학습기(learner), 학습 노트(study notes), 표본(sample), 학습(run), 공유 코드(run code), 과제(task), 복사(copy), 대결(match), 라운드(round).

## 상단 막대

tab-train = 학습
tab-versus = 대결
about-open = Sidestep 정보
help-open = 단축키
settings-open = 설정
theme-switch = 테마 바꾸기
language-switch = 언어 바꾸기
state-learning = 학습 중
state-paused = 일시 정지
state-diverged = 발산
state-diverged-help = { $step }스텝을 학습한 뒤 학습이 스스로 멈췄습니다: { $what }. 마지막으로 정상이던 가중치를 보존했습니다. 학습률을 낮추거나 기울기 클리핑을 켜면 대개 나아집니다. 초기화하면 다시 시작합니다.
top-menu = 더 보기
top-episode = 에피소드
top-episode-help = 선택한 레인에서 끝난 에피소드 수
top-steps = 스텝
top-steps-help = 선택한 레인이 학습한 스텝 수
top-speed = 스텝/초
top-speed-help = 모든 레인을 합친 초당 스텝 수
top-return = 반환값
top-return-help = { $episodes ->
    [0] 최근 에피소드(최대 100개)의 평균 반환값. 아직 끝난 에피소드가 없습니다.
    [1] 지금까지 끝난 에피소드 1개의 반환값
   *[other] 최근 { $episodes }개 에피소드의 평균 반환값
}
top-optimum = 최적값
top-optimum-help = 이 레벨의 시작 상태에서 정확한 최적 정책이 얻는 반환값(동적 계획법으로 계산)
top-optimum-unknown-help = 이 레벨의 정확한 최적값을 계산하는 중이거나, 상태가 너무 많아 계산할 수 없습니다.

## 시간

time-play = 시작
time-pause = 일시 정지
time-step = 한 스텝
time-reset-same = 같은 시드로 초기화
time-reset-new = 새 시드로 초기화
time-undo-reset = 마지막 초기화 되돌리기
speed = 속도
speed-help = 시간이 흐르는 속도: 초당 1스텝에서 1만 스텝까지
speed-value = 초당 { $rate }스텝
speed-turbo = 터보: 컴퓨터가 낼 수 있는 최고 속도
speed-turbo-on = 터보

## 레벨

level-title = 레벨
level-open = 레벨 파일 열기
level-file = { $name } ({ $file })
level-edited = { $name } (편집됨)
level-facts = { $width } × { $height } · { $obstacles ->
    [0] 장애물 없음
   *[other] 장애물 { $obstacles }개
 } · 목표 { $goal }, 충돌 { $hit }, 스텝 { $step } · 최대 { $steps }스텝
level-not-running = 다음 시작 때 쓰입니다.
level-no-path = 시작 칸 { $cell }에서 목표로 가는 길이 없어 에이전트가 도착할 수 없습니다.
level-only-through-obstacle = 시작 칸 { $cell }에서 목표로 가는 모든 길을 움직이지 않는 장애물이 막고 있고, 부딪히면 에피소드가 끝납니다.
level-too-far = 시작 칸 { $cell }에서 가장 가까운 목표까지 { $steps }스텝이 걸리지만, 에피소드는 { $most }스텝 만에 끝납니다.
level-goal-out-of-reach = { $cell } 칸의 목표로 가는 길이 없습니다.
level-never-moves = { $cell } 칸의 장애물은 움직일 수 없습니다.
level-classic = 클래식
level-classic-about = 강좌의 그리드월드: 시작과 목표 사이를 장애물 셋이 오갑니다.
level-classic-paced = 클래식, 재촉
level-classic-paced-about = 스텝마다 0.1을 잃는 클래식: 숨어 있으면 손해입니다.
level-cliff = 절벽
level-cliff-about = 아무것도 움직이지 않습니다. 짧은 길은 가시밭 옆으로, 안전한 길은 멀리 돌아갑니다.
level-rush = 러시
level-rush-about = 장애물 여섯이 저마다의 박자로 보드를 가로지릅니다.
level-plaza = 광장
level-plaza-about = 벽으로 나뉜 광장을 여덟이 제멋대로 돌아다닙니다.
level-chase = 추격
level-chase-about = 추격자 둘이 에이전트를 쫓아옵니다.
level-harbour = 항구
level-harbour-about = 벽, 순환, 순찰, 배회가 섞인 넓은 항구. 시작과 목표가 매번 바뀝니다.

## 학습기

learner-title = 학습기
learner-algorithm = 알고리즘
learner-algorithm-help = 에이전트가 경험에서 배우는 방법입니다.
learner-preset = 프리셋
learner-preset-help = 설정 한 벌입니다. 고르면 아래 설정이 모두 바뀝니다.
learner-observation = 관측
learner-observation-help = 세계를 신경망에 넣을 숫자로 바꾸는 방법입니다.
learner-seed = 시드
learner-seed-help = 모든 우연의 출발점입니다. 시드가 같으면 학습도 완전히 같습니다.
learner-lanes = 동시 실행
learner-lanes-help = 서로 독립인 학습기 몇 개가 각자의 보드에서 동시에 배우는지 정합니다(1~64).
learner-lanes-differ = 서로 다른 점
learner-lanes-differ-help = 시드를 달리하면 운의 몫이 보이고, 알고리즘을 달리하면 무엇이 더 잘 배우는지 보입니다. 알고리즘은 각자의 프리셋을 씁니다. 알고리즘만 달리하면 같은 설정에서 알고리즘이 무엇을 바꾸는지 보입니다.
lanes-differ-seeds = 시드
lanes-differ-same-settings = 알고리즘만
learner-comparisons = 비교
learner-comparisons-help = 레벨과 알고리즘, 설정을 갖춰 비교를 터보로 바로 시작합니다. 마지막 초기화를 되돌리면 이전 학습이 돌아옵니다.
comparison-cliff = 절벽 걷기
comparison-cliff-help = Deep SARSA와 Deep Q-learning을 같은 설정으로, ε을 내내 0.1로 두고 절벽에서 비교합니다. 2000에피소드쯤 지나면 Deep SARSA의 가장 좋은 행동은 절벽 끝에서 떨어져 가고, Q-러닝의 가장 좋은 행동은 절벽 끝을 따라가다가 무작위 행동 때문에 가끔 떨어집니다(Sutton과 Barto, 예제 6.6).
lanes-differ-algorithms = 알고리즘
algorithm-deep-sarsa-help = 스텝마다 배웁니다. 보상과 실제로 다음에 할 행동의 가치로부터 행동의 가치를 고칩니다.
algorithm-deep-sarsa-target = Q(s, a)가 되었어야 할 값: 보상에 실제로 다음에 할 행동의 할인된 가치를 더한 것입니다.
algorithm-deep-sarsa-notes = 학습 노트의 손실 함수에는 a′에 대한 최댓값(max)이 그려져 있는데, 그것은 Q-러닝입니다. SARSA는 탐험까지 포함해 다음에 실제로 하는 행동 a′의 Q(s′, a′)를 씁니다. 기울기를 구할 때 목표값은 고정된 것으로 봅니다.
algorithm-deep-q-learning-help = 스텝마다 배웁니다. 보상과 다음 상태의 가장 큰 가치로부터 행동의 가치를 고칩니다. 다음 상태에서 실제로 무엇을 하는지는 상관없습니다. 각 스텝은 한 번만 학습에 쓰이며, DQN의 리플레이 버퍼와 타깃 네트워크가 없으므로 DQN은 아닙니다.
algorithm-deep-q-learning-target = Q(s, a)가 되었어야 할 값: 보상에 다음 상태에서 가장 좋은 행동의 할인된 가치를 더한 것입니다. 실제로는 다른 행동을 하더라도 그렇습니다.
algorithm-deep-q-learning-notes = 학습 노트에는 a′에 대한 최댓값(max)이 들어간 바로 이 목표값이 Deep SARSA의 것으로 그려져 있지만, 이것은 Q-러닝의 목표값입니다. 여기서도 기울기를 구할 때 목표값은 고정된 것으로 봅니다.
algorithm-reinforce-help = 에피소드마다 배웁니다. 뒤따른 반환값이 클수록 그 행동의 확률이 높아집니다.
algorithm-reinforce-target = 지난 에피소드의 그 스텝부터 끝까지 받은 보상을 할인해 더한 값입니다.
algorithm-reinforce-notes = 학습 노트에서 손실 함수라고 한 그림은 ln π(a|s)의 기울기입니다. 손실은 −Σ ln π(aₜ|sₜ) (Gₜ − b)입니다. 한 식은 모든 스텝에 전체 반환값을, 다음 식은 그 스텝부터의 반환값 Gₜ를 곱하는데, Gₜ가 맞습니다. 앞서 일어난 일은 그 행동의 결과가 아니기 때문입니다.
preset-textbook = 교과서
preset-textbook-help = 강좌에서 쓰는 값입니다.
preset-tuned = 조정됨
preset-tuned-help = 이곳에서 빠르고 확실하게 배우는 값입니다.
preset-changed = { $preset }, 변경됨
observation-relative = 상대 위치
observation-relative-help = 강좌와 같이 장애물과 목표까지의 거리, 장애물의 지난 방향을 봅니다. 언제 움직일지는 알 수 없습니다.
observation-relative-phase = 상대 위치와 위상
observation-relative-phase-help = 거리와 함께 장애물마다 다음 방향과 움직일 때까지 남은 스텝을 봅니다. 잘 판단하는 데 필요한 모든 것입니다.
observation-view = 시야 { $size } × { $size }
observation-view-help = 에이전트 주변의 창입니다. 보드 크기와 장애물 수가 달라도 같은 신경망을 쓸 수 있습니다.

## 하이퍼파라미터

parameters-live = 바로 적용
parameters-live-other = 지금은 다른 알고리즘이 학습 중입니다. 다음 시작 때 적용됩니다.
parameters-restart = 다시 시작할 때 적용
parameters-restart-help = 신경망이나 배치가 바뀌므로 처음부터 다시 배워야 합니다.
param-hidden = 은닉층
param-hidden-help = 입력 쪽부터 각 은닉층의 너비입니다. 층이 많고 넓을수록 더 많이 배울 수 있지만 느려집니다. 은닉층이 없으면 선형 모델입니다.
param-learning_rate = 학습률
param-learning_rate-help = 한 번의 갱신이 가중치를 얼마나 움직이는지 정합니다. 너무 크면 불안정하고 너무 작으면 끝없이 오래 걸립니다.
param-learning_rate_decay = 학습률 감쇠
param-learning_rate_decay-help = 갱신할 때마다 학습률에 곱하는 값입니다. 1이면 그대로입니다.
param-learning_rate_min = 최소 학습률
param-learning_rate_min-help = 학습률이 더 내려가지 않는 값입니다.
param-gamma = 할인율 γ
param-gamma-help = 한 스텝 뒤의 보상이 지금 얼마만큼의 가치인지 정합니다. 낮으면 근시안이 되어, 목표에 가는 것보다 숨는 것이 안전하다고 배울 수 있습니다.
param-epsilon_start = 처음 엡실론
param-epsilon_start-help = 처음에 무작위로 하는 행동의 비율, 곧 탐험입니다.
param-epsilon_decay = 엡실론 감쇠
param-epsilon_decay-help = 스텝마다 엡실론에 곱하는 값입니다. 1에 가까울수록 오래 탐험합니다.
param-epsilon_min = 최소 엡실론
param-epsilon_min-help = 엡실론이 더 내려가지 않는 값입니다. 이만큼의 탐험은 계속 남습니다.
param-epsilon_hold = 엡실론 유지 스텝
param-epsilon_hold-help = 최소 엡실론을 유지하는 스텝 수입니다. 그 뒤에는 같은 스텝 수에 걸쳐 0까지 내려갑니다. 0이면 끝까지 유지합니다.
param-baseline = 기준선
param-baseline-help = 반환값에서 빼는 값입니다. 평소보다 나은지가 중요해져 학습이 안정됩니다.
param-entropy_bonus = 엔트로피 보너스 β
param-entropy_bonus-help = 정책이 한 행동에 너무 일찍 쏠리지 않게 엔트로피에 주는 보너스의 처음 값입니다.
param-entropy_bonus_decay = 엔트로피 보너스 감쇠
param-entropy_bonus_decay-help = 스텝마다 엔트로피 보너스에 곱하는 값입니다. 1이면 줄어들지 않습니다.
param-entropy_bonus_min = 최소 엔트로피 보너스
param-entropy_bonus_min-help = 엔트로피 보너스가 더 내려가지 않는 값입니다.
param-clip_norm = 기울기 클리핑
param-clip_norm-help = 기울기가 가질 수 있는 가장 큰 노름입니다. 더 크면 여기까지 줄입니다. 0이면 쓰지 않습니다.
param-actors = 액터
param-actors-help = 시드가 다른 아레나 몇 개가 이 학습기 하나를 가르치는지 정합니다(1~64). 한 번의 갱신으로 모두에게서 배웁니다.
choice-none = 없음
choice-whitened = 표준화한 반환값
choice-value = 가치 신경망
layers-add = 층 추가
layers-remove = 마지막 층 삭제
layers-width = 은닉층 { $number }의 너비
pending-note = • 표시한 변경은 다시 시작해야 적용됩니다.
pending-mark = 변경됨: 다시 시작할 때 적용됩니다.
pending-apply = 변경해서 다시 시작
pending-apply-help = 이 설정으로 새로 시작합니다. 되돌릴 수 있습니다.
pending-discard = 취소
pending-discard-help = 지금 보이는 학습의 설정으로 돌아갑니다.

## 파일

file-open = 열기…
file-open-help = 레벨, 정책, 저장한 학습, 리플레이, 가중치를 엽니다. 파일이나 학습 폴더를 창에 끌어다 놓아도 됩니다.
file-save-policy = 정책 저장
file-save-policy-help = 신경망을 safetensors 파일로 저장합니다. 평가에 쓰거나 PyTorch에서 열 수 있습니다.
file-save-run = 학습 저장
file-save-run-help = 학습 전체를 저장해 나중에 바로 그 자리에서 이어 갑니다.
run-code-copy = 코드 복사
run-code-copy-help = 이 학습을 짧은 코드로 복사합니다. 코드를 붙여 넣으면 누구나 똑같은 학습을 시작할 수 있습니다.
run-code-paste = 코드 붙여넣기
run-code-paste-help = 클립보드의 코드로 학습을 시작합니다. 먼저 어떤 학습인지 보여 줍니다.
run-code-question = 이 코드의 학습을 시작할까요?
run-code-question-help = 현재 학습 대신 시작합니다. 되돌리면 이전 학습이 돌아옵니다.
run-code-begin = 이 학습 시작
run-code-changed = { $value } (프리셋: { $preset })
run-code-inexact = 계산 방식이 다른 버전의 Sidestep이 만든 코드입니다. 설정은 같지만 가중치가 비트까지 같지는 않습니다.

## 그래프

plots-title = 학습 곡선
plots-png = 곡선을 PNG 그림으로 저장
plots-csv = 곡선을 CSV 표로 저장
plots-none = 켜진 그래프가 없습니다.
plots-lane = 이 레인의 결정 보기
plots-more-lanes = 외 { $n }개
plots-optimum = 최적값
plots-at = 에피소드 { $episode }
plot-return = { $episodes ->
    [0] 에피소드 반환값
    [1] 에피소드 반환값
   *[other] 에피소드 반환값, 최근 { $episodes }개 평균
}
plot-return-short = 반환값
plot-return-help = 한 에피소드에서 받은 보상의 합입니다. 선은 최근 100개 에피소드(그보다 적으면 지금까지 전부)의 평균, 띠는 최솟값에서 최댓값까지, 점선은 정확한 최적값입니다.
plot-rates = { $episodes ->
    [0] 성공률과 무충돌률
    [1] 성공률과 무충돌률, 에피소드 1개
   *[other] 성공률과 무충돌률, 최근 { $episodes }개 에피소드
}
plot-rates-short = 성공률
plot-rates-help = 목표에 도달한 에피소드의 비율, 점선은 충돌 없이 도달한 비율입니다.
plot-success = 성공
plot-hit-free = 무충돌
plot-length = 에피소드 길이(스텝)
plot-length-short = 길이
plot-length-help = 한 에피소드가 몇 스텝 걸렸는지 보입니다.
plot-loss = 손실
plot-loss-short = 손실
plot-loss-help = 최적화기가 줄이려는 값입니다. 새로운 상황을 만나면 에이전트가 나아지는 동안에도 커질 수 있습니다.
plot-td-error = TD 오차: |δ|의 평균
plot-td-error-short = TD 오차
plot-td-error-help = Q값이 목표값과 평균적으로 얼마나 달랐는지 보입니다.
plot-advantage = 어드밴티지: |A|의 평균
plot-advantage-short = 어드밴티지
plot-advantage-help = 반환값이 기준선과 평균적으로 얼마나 달랐는지 보입니다.
plot-error = TD 오차 |δ| 또는 어드밴티지 |A|
plot-error-short = 오차
plot-error-help = Q값이 목표값과, 또는 반환값이 기준선과(REINFORCE) 평균적으로 얼마나 달랐는지 보입니다.
plot-epsilon = 엡실론: 무작위 행동의 비율
plot-epsilon-short = 엡실론
plot-epsilon-help = 에이전트가 가장 좋은 행동 대신 무작위 행동을 얼마나 자주 하는지 보입니다.
plot-entropy = 정책의 엔트로피(nat)
plot-entropy-short = 엔트로피
plot-entropy-help = 정책이 얼마나 망설이는지 보입니다. 다섯 행동의 확률이 모두 같으면 1.61, 하나만 남으면 0입니다.
plot-exploration = 탐험: 엡실론 또는 엔트로피
plot-exploration-short = 탐험
plot-exploration-help = 무작위로 행동하는 알고리즘은 엡실론, 정책에서 뽑는 알고리즘(REINFORCE)은 엔트로피(nat)입니다.
plot-speed = 초당 스텝 수
plot-speed-short = 속도
plot-speed-help = 시뮬레이션이 1초에 몇 스텝을 나아갔는지 보입니다.

## 결정

decision-title = 결정
decision-none = 아직 결정이 없습니다. 시작이나 한 스텝을 누르세요.
decision-values = Q값
decision-values-help = 각 행동에 기대하는 값, 곧 그 뒤에 받을 할인된 보상의 합입니다.
decision-probabilities = 확률
decision-probabilities-help = 정책이 각 행동을 고를 확률입니다.
decision-greedy = 탐욕
decision-greedy-help = 가치가 가장 높은 행동을 골랐습니다.
decision-explored = 탐험
decision-explored-help = 결과를 알아보려고 무작위로 행동을 골랐습니다.
decision-likeliest = 최대 확률
decision-likeliest-help = 확률이 가장 높은 행동이 뽑혔습니다.
decision-drawn = 표본 추출(탐험)
decision-drawn-help = 확률이 가장 높은 행동이 아닌 다른 행동이 뽑혔습니다. 정책은 이렇게 탐험합니다.
decision-epsilon = 엡실론 ε = { $value }
decision-epsilon-help = 엡실론: 지금 무작위로 하는 행동의 비율
decision-entropy = 엔트로피 H = { $value }
decision-entropy-help = 이 다섯 확률의 엔트로피(nat), −Σ π ln π: 정책이 여기서 얼마나 망설이는지 보입니다. 모두 같으면 1.61, 하나만 남으면 0입니다.
decision-bar = { $action }: { $value }
decision-bar-chosen = { $action }: { $value } (선택)
decision-no-update = 아직 배운 것이 없습니다.
decision-td-target = 목표값
decision-td-ended = 이 스텝에서 에피소드가 끝났습니다. 뒤따르는 것이 없어 보상만 셉니다.
decision-td-error = 오차
decision-td-error-help = 예측이 얼마나 빗나갔는지 보입니다. 갱신은 Q(s, a)를 목표값 쪽으로 옮깁니다.
decision-return = 반환값
decision-advantage = 어드밴티지
decision-advantage-help = 반환값을 기준선과 비교한 값입니다. 양수면 그 행동의 확률이 오르고 음수면 내립니다.
decision-sees = 에이전트가 보는 것
decision-numbers = 신경망의 입력({ $count }개)
decision-last-numbers = 그때 본 것: s({ $count }개)
decision-open = 고르기 전
decision-open-help = 시간이 멈춰 있습니다. 지금 보이는 보드에 대한 값이며, 행동은 다음 스텝에서 고릅니다.
decision-ended = 이 보드의 에피소드가 끝났습니다. 다음 스텝에서 새 에피소드를 시작합니다.
decision-last = 마지막 스텝
decision-learned = 배운 것
decision-action-help = 실제로 한 행동입니다.
decision-reward-help = 그 뒤에 받은 보상입니다.
decision-learned-step = 바로 앞 스텝에서: a = { $action }, r = { $reward }
decision-learned-step-help = 스텝은 그다음에 할 행동까지 알아야 배울 수 있습니다. 그래서 마지막 스텝의 바로 앞 스텝입니다.
decision-learned-episode = 지난 에피소드의 스텝 { $count }개에서
decision-loss = 손실
decision-td-error-formula = δ = 목표값 − Q(s, a)
decision-td-loss-formula = L = ½ (목표값 − Q(s, a))²
decision-td-loss-formula-mean = L = ½ · (목표값 − Q(s, a))²의 평균
decision-td-loss-help = 최적화기가 줄이려는 값입니다. 목표값은 고정된 것으로 보아 기울기가 흐르지 않습니다.
decision-td-share = 이 액터의 몫: { $share }. 평균은 액터 { $count }개에 대한 것입니다.
decision-td-truncated = 이 스텝에서 에피소드가 중단되었지만, 마지막 상태의 가치는 남아 있습니다.
decision-td-expected = 그 상태에서는 행동하지 않았으므로 E는 정책에 따른 기댓값, (1 − ε) · max Q(s′, ·) + ε · Q(s′, ·)의 평균입니다.
decision-episode-cut = 에피소드가 중단되었습니다. 그 뒤에 받았을 보상 대신 쓴 값: V(s) = { $value }
decision-steps-left-out = 가운데 스텝 { $count }개는 줄였습니다.
decision-column-step = 에피소드가 시작된 뒤의 스텝 수
decision-column-value = 가치 신경망이 그 상태에서 기대한 값
decision-column-log = 갱신 전에 정책이 그 행동에 준 확률의 로그
decision-policy-loss-help = 최적화기가 줄이려는 값입니다. 평소보다 나은 결과가 뒤따른 행동의 확률이 높아집니다. N, ρ, β, H는 아래에 있습니다. 첫 숫자는 −ρₜ Aₜ ln π(aₜ|sₜ)의 평균입니다.
decision-value-loss = V의 손실
decision-value-loss-help = 가치 신경망은 상태에 뒤따르는 반환값을 함께 배웁니다.
decision-letter-gamma = γ = { $value }: 할인율
decision-letter-baseline-none = 기준선 없음: A = G
decision-letter-baseline-whitened = 기준선: 반환값의 평균 μ와 표준편차 σ
decision-letter-baseline-value = 기준선: 가치 신경망 V(s)
decision-letter-samples = N = { $value }: 스텝 수
decision-letter-samples-help = 갱신에 쓰인 모든 에피소드의 스텝 수
decision-letter-weight = ρ: 스텝의 가중치
decision-letter-weight-help = 이전 가중치로 뽑은 행동의 스텝에 곱하는 값: 지금의 π / 그때의 π, 최대 2입니다. 보통은 1입니다.
decision-letter-entropy = H = { $value }: 평균 엔트로피
decision-letter-entropy-help = 정책이 얼마나 망설였는지(nat): 스텝 N개의 평균
decision-letter-beta = β = { $value }: 엔트로피 보너스
input-obstacle-x = 장애물 { $number }: 오른쪽 거리
input-obstacle-y = 장애물 { $number }: 아래쪽 거리
input-obstacle-mark = 장애물 { $number }: 표시
input-obstacle-direction = 장애물 { $number }: 마지막 움직임
input-obstacle-next-x = 장애물 { $number }: 다음 움직임의 가로 방향
input-obstacle-next-y = 장애물 { $number }: 다음 움직임의 세로 방향
input-obstacle-wait = 장애물 { $number }: 남은 대기
input-goal-x = 목표 { $number }: 오른쪽 거리
input-goal-y = 목표 { $number }: 아래쪽 거리
input-goal-mark = 목표 { $number }: 표시
input-wall-at = 벽: { $place }
input-obstacle-at = 지금의 장애물: { $place }
input-obstacle-soon-at = 곧 올 장애물: { $place }
input-goal-at = 목표: { $place }
input-goal-direction-x = 가장 가까운 목표: 가로 방향
input-goal-direction-y = 가장 가까운 목표: 세로 방향
input-goal-nearness = 가장 가까운 목표: 가까운 정도
input-columns-help = 에이전트에서 센 칸 수(가로). 음수는 왼쪽입니다.
input-rows-help = 에이전트에서 센 칸 수(세로). 음수는 위쪽입니다.
input-share-of-width-help = 에이전트에서 센 가로 칸 수를 보드의 너비로 나눈 값. 음수는 왼쪽입니다.
input-share-of-height-help = 에이전트에서 센 세로 칸 수를 보드의 높이로 나눈 값. 음수는 위쪽입니다.
input-mark-help = 무엇인지 알리는 상수: 장애물은 −1, 목표는 1입니다.
input-direction-help = 오른쪽이나 아래로 움직였으면 −1, 왼쪽이나 위로 움직였으면 1입니다.
input-next-help = 다음에 오른쪽(아래)으로 움직이면 1, 왼쪽(위)으로 움직이면 −1, 아니면 0입니다. 우연이 정하면 0입니다.
input-wait-help = 0이면 다음 스텝에 움직이고, 1이면 방금 움직였습니다.
input-wall-at-help = 벽이나 보드 밖이면 1, 아니면 0입니다.
input-obstacle-at-help = 그 칸에 있는 장애물의 수입니다.
input-obstacle-soon-at-help = 다음에 움직인 뒤 장애물이 그 칸에 있을 확률을 그때까지의 스텝 수로 나눈 값입니다.
input-goal-at-help = 목표가 있으면 1, 아니면 0입니다.
input-goal-direction-help = 가장 가까운 목표까지의 거리 가운데 이 방향이 차지하는 몫. 음수는 왼쪽이나 위쪽입니다.
input-goal-nearness-help = 목표 위에서는 1, 다른 곳에서는 1 / (1 + 거리)입니다.
action-up = 위
action-down = 아래
action-right = 오른쪽
action-left = 왼쪽
action-stay = 제자리
heading-right = 오른쪽으로
heading-left = 왼쪽으로
heading-down = 아래로
heading-up = 위로
heading-right-or-down = 오른쪽이나 아래로
heading-left-or-up = 왼쪽이나 위로
place-right = 오른쪽 { $n }칸
place-left = 왼쪽 { $n }칸
place-down = 아래 { $n }칸
place-up = 위 { $n }칸
place-here = 같은 칸
seen-goal = 목표 { $number }: { $place }
seen-obstacle = 장애물 { $number }: { $place }
seen-obstacle-heading = 장애물 { $number }: { $place } · { $heading }
seen-last = { $direction } 움직였음
seen-next = { $steps ->
    [1] 다음에
   *[other] { $steps }스텝 뒤
 } { $direction }
seen-chance = { $steps ->
    [1] 다음에 움직일 수 있음
   *[other] { $steps }스텝 뒤 움직일 수 있음
 }
seen-window = 에이전트를 가운데에 둔 시야: 벽, 지금의 장애물(원), 곧 올 장애물(고리), 목표

## 보드

overlays-title = 보드에 표시
overlay-values = 가치
overlay-values-help = 장애물이 지금 자리에 있을 때 학습기가 보는 각 칸의 가치
overlay-actions = 행동
overlay-actions-help = 각 칸에서 행동의 가치나 확률만큼 긴 화살표
overlay-optimum = 최적 행동
overlay-optimum-help = 정확한 최적 정책이 각 칸에서 할 행동
overlay-differences = 차이
overlay-differences-help = 학습기의 가장 좋은 행동이 최적 행동과 다른 칸
overlay-trail = 자취
overlay-trail-help = 에이전트의 최근 움직임
overlay-grid = 격자
overlay-grid-help = 칸 사이의 선
overlay-numbers = 숫자
overlay-numbers-help = 칸이 충분히 클 때 각 칸의 학습된 가치를 숫자로 보여 줍니다.
overlay-no-optimum = 이 레벨의 정확한 최적값을 알 수 없습니다.
legend-title = 장애물에 그려진 표시의 뜻
legend-next = 밝은 표시: 다음 스텝에 이쪽으로 움직임
legend-later = 어두운 표시: 이쪽으로 움직이지만 더 나중에
legend-chance = 점: 어디로 움직일지 우연이 정함
legend-still = 가위표: 움직이지 않음
cell-values = { $column }열 { $row }행: { $kind }
edit-motion = 움직임
edit-motion-help = 새로 놓는 장애물이 움직이는 방식
edit-title = 보드 편집
edit-help-look = 도구를 고르고 칸을 누르세요. 에이전트는 계속 배웁니다.
edit-help-tool = 보드의 칸을 누르거나 끌어서 칠하세요.
edit-undo = 되돌리기
edit-save = 레벨 저장
tool-look = 보기만
tool-wall = 벽
tool-start = 시작
tool-goal = 목표
tool-obstacle = 장애물
tool-erase = 지우기
motion-still = 정지
motion-patrol-x = 가로 왕복
motion-patrol-y = 세로 왕복
motion-loop = 경로 순환
motion-walk = 무작위
motion-chase = 추격

## 대결

mode-title = 라운드 승리 조건
mode-race = 경주
mode-race-help = 목표에 먼저 닿은 쪽이 라운드를 가져갑니다. 같은 스텝에 닿으면 덜 부딪힌 쪽이 이기고, 아무도 닿지 못하면 무승부입니다.
mode-score = 점수
mode-score-help = 목표는 닿을 때마다 다시 나타납니다. 정해진 스텝이 지났을 때 반환값이 더 높은 쪽이 라운드를 가져갑니다.
mode-hunt = 사냥
mode-hunt-help = 사냥꾼은 장애물을 조종합니다. 도망자가 목표에 닿기 전에 부딪히면 사냥꾼이 이깁니다.
score-steps = 라운드의 스텝 수
score-steps-help = 한 라운드가 몇 스텝인지 정합니다(10~1000)
hunters = 사냥꾼이 조종하는 것
hunters-help = 도망자가 갈 길에 가장 가까이 있는 장애물 하나, 또는 모두를 한꺼번에 조종합니다.
hunters-one = 하나
hunters-all = 모두
practice = 에이전트가 라운드 사이에 연습
practice-help = 방금 만난 사냥꾼을 상대로 더 배웁니다. 같은 수에 계속 당하지는 않습니다.
seats-title = 참가자
seats-add = 자리 추가
seats-add-help = 한 보드에서 넷까지 겨룹니다. 서로 길을 막지 않습니다.
seats-remove = { $number }번 자리 빼기
seat-number = { $number }번 자리
seat-hunter = 사냥꾼
seat-runner = 도망자
seat-person-arrows = 사람, 화살표
seat-person-wasd = 사람, WASD
seat-person-ijkl = 사람, IJKL
seat-person-help = 이 키보드로 조종하는 사람입니다. 셋까지 함께 쓸 수 있습니다.
seat-learner = 학습기
seat-learner-help = 학습 화면의 학습기를 지금 모습 그대로 데려옵니다.
seat-pupil = 내 제자
seat-pupil-help = 이 레벨에서 내 플레이를 보고 배운 제자입니다. 프로그램을 끝낼 때까지 남아 있습니다.
seat-file = 신경망 파일
seat-file-choose = 파일 선택…
seat-file-help = 저장한 정책(safetensors 파일)
strength-early = 초반 상대(이전)
strength-middle = 중반 상대(이전)
strength-final = 완성된 상대(이전)
opponent-after = { $episodes }회 학습한 에이전트
opponent-suggested = 추천 상대
opponent-weakest = 가장 약한 상대
opponent-middle = 중간 상대
opponent-strongest = 가장 강한 상대
opponent-about = 레이팅 { $rating } ± { $interval }, 스텝의 { $share }는 무작위로 탐험합니다.
suggestion-first = 여기서는 아직 겨루지 않았습니다. 조금 약한 편인 ‘{ $name }’부터 시작해 보세요.
suggestion-half = 여기서 { $rounds }라운드 중 { $won }라운드를 이겼습니다. ‘{ $name }’ 상대로는 절반쯤 이길 것으로 보입니다.
suggestion-strongest = 여기서 { $rounds }라운드 중 { $won }라운드를 이겼습니다. ‘{ $name }’보다 강한 상대는 없습니다.
suggestion-weakest = 여기서 { $rounds }라운드 중 { $won }라운드를 이겼습니다. ‘{ $name }’보다 약한 상대는 없습니다.
seat-opponent-help = 이 레벨에서 에피소드를 그만큼 학습했을 때의 에이전트입니다. 탐험도 그때처럼 합니다.
ladder-help = 이 레벨의 상대를 레이팅 순으로 늘어놓았습니다. 점을 누르면 그 상대를 고릅니다. 세모는 내 위치입니다.
seat-opponent-missing = 이 레벨에는 내장 상대가 없습니다. 다른 참가자를 고르세요.
seat-optimum = 최적 정책
seat-optimum-help = 동적 계획법으로 구한 최적 정책입니다. 이보다 잘할 수는 없습니다.
seat-optimum-solving = 계산하는 중입니다.
seat-random = 무작위 에이전트
seat-random-help = 다섯 행동 가운데 하나를 무작위로 고릅니다.
ghost-title = 고스트
ghost-help = 참가자는 아니지만 나란히 달립니다. 다른 참가자나 장애물에는 보이지 않으며 승부에 영향을 주지 않습니다.
ghost-none = 없음
ghost-none-help = 고스트 없이 달립니다.
ghost-best = 내 최고 기록
ghost-best-help = 이 레벨에서 세운 내 최고 기록입니다. 최적 정책보다 더 걸린 스텝이 가장 적은 경주이며, 같으면 충돌이 적은 경주입니다.
ghost-best-none = 이 레벨에서는 아직 목표에 닿은 적이 없습니다. 처음으로 목표에 닿으면 다음 라운드부터 그 기록이 고스트가 됩니다.
ghost-file = 리플레이
ghost-file-help = 친구가 보내 준 리플레이처럼 파일에 담긴 경주와 겨룹니다. 파일을 창에 끌어다 놓거나 고르세요.
ghost-file-choose = 리플레이 선택…
ghost-agent = 에이전트
ghost-agent-help = 내장 에이전트가 그만큼 학습했을 때의 실력으로 라운드마다 같은 보드를 혼자 달립니다.
ghost-trial = 타임 어택: 모든 라운드를 고스트가 달린 보드에서 치르며, { $key } 키로 다시 시작해도 그대로입니다. 레이팅에는 반영되지 않습니다.
ghost-run = 고스트의 기록: { $steps }스텝, 충돌 { $hits }번
ghost-run-lost = 고스트는 목표에 닿지 못했습니다.
ghost-hunters = 이 레벨의 추격자는 달리는 사람을 쫓으므로, 고스트가 달릴 때는 지금과 다르게 움직였습니다.
ghost-runs = 고스트가 함께 달립니다.
ghost-first = 처음으로 목표에 닿은 기록이 고스트가 됩니다.
ghost-half-way = 절반 지점: { $side ->
    [same] 나란함
    [more] { $steps }스텝 앞섬
   *[less] { $steps }스텝 뒤처짐
 }
ghost-half-way-first = 절반 지점: 앞섬, 고스트는 아직 도착 전
ghost-half-way-alone = 절반 지점: 고스트는 여기까지 오지 못함
ghost-end = { $side ->
    [same] 스텝 수 같음
    [more] { $steps }스텝 빠름
   *[less] { $steps }스텝 느림
 }, { $hitside ->
    [same] 충돌 수 같음
    [more] 충돌 { $hits }번 많음
   *[less] 충돌 { $hits }번 적음
 }
ghost-end-alone = 목표 도착, 고스트는 닿지 못함
ghost-end-ghost = 목표에 못 닿음, 고스트는 { $step }스텝 만에 도착
ghost-end-nobody = 둘 다 목표에 닿지 못함
last-round = 지난 라운드: { $said }
trial-run = 목표 도착: { $steps }스텝, 충돌 { $hits }번
trial-best = 최고 기록: { $steps }스텝, 충돌 { $hits }번
trial-lost = 목표에 닿지 못했습니다.
trial-help = 고스트보다 적은 스텝으로 목표에 닿으세요. 스텝 수가 같으면 덜 부딪힌 쪽이 앞섭니다.
trial-end = 타임 어택 끝내기
trial-question = 타임 어택을 끝낼까요?
trial-question-help = 달리던 라운드는 중단되지만 잃는 것은 없습니다. 레이팅에 반영되지 않으며 최고 기록은 그대로 남습니다. 결정할 때까지 시간은 멈춰 있습니다.
course-title = 진행 방식
pairs = 라운드 쌍
pairs-help = 한 쌍의 두 라운드에서는 모든 것이 똑같이 움직이고 자리를 맞바꿉니다. 마지막 쌍까지 앞선 쪽이 이깁니다. 비기면 최대 세 쌍을 더 겨루고, 그래도 비기면 덜 부딪힌 쪽이 이깁니다.
tempo = 진행 속도
tempo-real-time = 실시간
tempo-real-time-help = 시간이 저절로 흐릅니다. 한 스텝에서 마지막에 누른 키가 쓰이고, 조금 일찍 누른 키는 다음 스텝에 쓰입니다.
tempo-turns = 턴제
tempo-turns-help = 키를 누를 때까지 게임이 기다립니다.
tempo-turbo = 터보
tempo-turbo-help = 컴퓨터가 낼 수 있는 최고 속도입니다. 에이전트끼리만 겨룹니다.
thinking = 상대의 생각 보기
thinking-help = 대결하는 동안 각 신경망의 Q값이나 확률을 보여 줍니다.
thinking-short = 생각
thinking-title = 상대의 생각
versus-seed-help = 모든 무작위의 출발점입니다. 시드와 누른 키가 같으면 대결도 똑같이 진행됩니다.
versus-start = 시작
versus-end = 대결 끝내기
versus-change = 대결 설정 바꾸기
rules-title = 게임 방법
rules-rewards = 이 레벨: 목표 { $goal }, 충돌 { $hit }, 스텝 { $step }.
rules-drawn = 출발 칸과 목표는 두 라운드(한 쌍)마다 새로 정해지고, 모두 같은 칸에서 출발합니다.
rules-restart = 부딪히면 출발 칸으로 돌아갑니다. 목표 칸에서는 예외입니다.
rules-phases = 장애물이 시작하는 위치도 두 라운드(한 쌍)마다 달라집니다.
rules-sides = 참가자끼리는 길을 막지 않습니다. 두 라운드가 한 쌍이며, 보드와 장애물은 그대로 두고 자리만 바꿉니다.
rules-steers = 조종 키
task-you = 이 표시가 나입니다.
task-race = 별(목표)까지 말을 옮기세요.
task-score = 별(목표)까지 몇 번이고 말을 옮기세요.
task-hunter = 얼굴이 있고 이 색 테두리를 두른 장애물을 움직여 도망자를 잡으세요.
task-hunters = 얼굴이 있는 장애물을 모두 함께 움직입니다. 어느 것으로든 도망자를 잡으세요.
task-runner = 별(목표)까지 말을 옮기거나 시간이 끝날 때까지 버티세요.
rules-time = { $steps }스텝 동안 잡히지 않으면 도망자가 이깁니다.
rules-others-end = 도망자가 아무도 조종하지 않는 장애물에 부딪혀도 라운드가 끝나고 사냥꾼이 이깁니다.
rules-others-pass = 아무도 조종하지 않는 장애물에는 도망자가 부딪혀도 라운드가 끝나지 않습니다.
rules-slow = 사냥꾼의 장애물은 { $every }스텝에 한 번만 움직입니다. 테두리가 실선이 되면 다음 스텝에 움직입니다. 미리 눌러 두면 마지막 키대로 움직입니다.
rules-slow-mixed = 사냥꾼의 장애물은 저마다 움직이는 주기가 다릅니다. 테두리가 실선인 것이 다음 스텝에 움직입니다. 미리 눌러 두면 마지막 키대로 움직입니다.
turn-next = 다음 스텝에 움직임
turn-later = 차례를 기다리는 중
rules-apart = 사냥꾼과 도망자는 { $steps }스텝 이상 떨어져 시작합니다.
rules-linger = 사냥꾼의 장애물이 목표에서 한 칸 이내에 자기 차례로 { $turns }번 넘게 머무르면 출발 칸으로 돌아갑니다.
hint-gamepad = 게임패드도 쓸 수 있습니다. 방향 패드나 왼쪽 스틱으로 움직이고, 아래쪽 버튼으로 제자리에 머뭅니다.
hint-turns = 키를 한 번 누르면 한 스텝이 지납니다. 누를 때까지 기다립니다.
hint-real-time = 스텝은 저절로 지나갑니다. 스텝 직전에 누른 키가 쓰이고, 누르고 있으면 계속 움직입니다.
pause = 일시 정지
begin = 시작
begin-help = 조종 키를 눌러도 됩니다. 누를 때까지 카운트다운이 기다립니다.
paused = 일시 정지
paused-left = 다른 창으로 옮겨 가서 멈췄습니다.
go-on = 계속
give-up = 포기
restart = 처음부터
restart-lost = 처음부터(패배로 기록)
mute = 소리 끄기
give-up-question = 이 대결을 포기할까요?
give-up-question-help = 패배로 기록됩니다. 결정할 때까지 시간은 멈춰 있습니다.
question-no = 아니요, 돌아가기
round-of = 라운드 { $round } / { $rounds }
round-extra = 연장 { $pair }차, 라운드 { $round } / 2
steps-left = 남은 스텝 { $steps }
waits-for = 차례: { $name }
countdown-go = 출발!
practising = 에이전트가 나를 상대로 연습하는 중…
practised-title = 라운드 { $round } 뒤의 연습
practised-caught = 잡힌 비율
practised-episodes = 기록된 사냥 { $hunts }개를 연습 전과 후에 각각 에피소드 { $episodes }개씩 다시 해 보았습니다.
practised-watch = 연습 전후 보기
practised-stop = 대결로 돌아가기
watch-before = 연습 전
watch-after = 연습 후
watch-step = 스텝 { $step }
watch-not-caught = 잡히지 않음
score-return = 이 라운드의 반환값
score-goals = 목표
score-hits = 충돌
score-done = 마침
score-wins = { $wins }라운드 승리
rematch = 재대결
rounds-title = 라운드
rounds-help = 라운드를 고르면 그 경로가 보입니다.
rounds-paths = 보드에 고른 라운드의 모든 경로와 최적 경로를 함께 그렸습니다.
rounds-paths-alone = 보드에 고른 라운드의 모든 경로를 그렸습니다.
round-title = { $round }  ·  { $text }
lesson-title = { $round }라운드에서 배울 점
lesson-moment = { $round }라운드, { $step }스텝 직전
lesson-you = 나
lesson-step = { $who }: 스텝 { $step }에서 { $action ->
    [up] 위로
    [down] 아래로
    [right] 오른쪽으로
    [left] 왼쪽으로
   *[stay] 제자리에
 } { $hits ->
    [0] { $action ->
        [stay] 있었습니다
       *[other] 갔습니다
     }
   *[other] { $action ->
        [stay] 있다가
       *[other] 가다가
     } 장애물과 부딪혔습니다
 }. { $better ->
    [up] 위로 갔다면
    [down] 아래로 갔다면
    [right] 오른쪽으로 갔다면
    [left] 왼쪽으로 갔다면
   *[stay] 제자리에 있었다면
 } 반환값이 { $cost } 더 높았을 것입니다.
lesson-delay = 그 때문에 목표까지 { $steps }스텝이 더 걸렸습니다.
lesson-flawless = 모든 스텝이 가장 좋은 선택이었습니다.
lesson-nothing-better = 가장 강한 내장 상대의 예측으로도 더 나은 스텝은 없었습니다.
lesson-ways = 실선은 실제로 간 길, 점선은 더 나은 길입니다.
lesson-by-optimum = 이 라운드를 혼자 달릴 때의 정확한 최적 정책으로 계산했습니다.
lesson-by-opponent = 가장 강한 내장 상대의 예측에 따른 추정입니다.
lesson-look = 가장 손해 본 스텝
play-on = 여기서부터 다시 하기
play-on-badge = 스텝 { $step }부터 연습 · 기록에 남지 않음
play-on-now = 이번: 목표 스텝 { $goal }, 충돌 { $hits }, 반환값 { $return }
play-on-before = 라운드: 목표 스텝 { $goal }, 충돌 { $hits }, 반환값 { $return }
play-on-again = 다시 해 보기
play-on-back = 대결로 돌아가기
result-return = 반환값
result-regret = 리그렛
result-regret-help = 같은 출발점에서 최적 정책이 더 얻었을 반환값
result-steps = 스텝
result-optimum-steps = { $steps }스텝
result-hunt = 라운드가 끝난 스텝
result-caught = { $step }스텝에 도망자가 잡혔습니다.
result-escaped = { $step }스텝 만에 도망자가 목표에 닿았습니다.
result-time-up = { $step }스텝 동안 도망자가 잡히지 않았습니다.
result-met-another = { $step }스텝에 도망자가 아무도 조종하지 않는 장애물에 부딪혔습니다.
result-given-up = { $step }스텝 뒤에 기권했습니다.
result-race = 자리별 도착 스텝과 충돌
learn-title = 내게서 배우는 제자
learn-from-me = 제자 가르치기
learn-help = 내 플레이를 보고 배우는 제자를 따로 둡니다. 학습 화면의 학습기는 그대로입니다.
learn-lost = 이번 대결에서 졌습니다. 제자는 잘한 것이든 못한 것이든 내 행동을 따라 합니다.
learn-running = 제자가 배우는 중…
learned-before = 이전
learned-after = 이후
learned-return = 평균 반환값
learned-success = 성공률
learned-agreement = 나와 같은 행동
learned-episodes = 각각 에피소드 { $episodes }개로 측정했습니다.
learned-worse = 시작할 때보다 못해졌습니다. 보여 준 라운드만으로는 부족합니다.
learn-again = 다시 가르치기
pupil-games = 보여 줄 대결
pupil-match = 이번 대결
pupil-level = { $level }의 모든 라운드
pupil-picked = 고른 라운드
pupil-game = 대결 { $match }, 라운드 { $round }  ·  { $result }  ·  { $steps }스텝
pupil-game-won = 승리
pupil-game-not-won = 이기지 못함
pupil-count = 라운드 { $rounds }개, { $steps }스텝
pupil-start = 시작 상태
pupil-start-fresh = 백지
pupil-start-fresh-help = 학습 화면의 설정으로 만든 새 신경망입니다. 나중에 할 줄 아는 것은 모두 나에게서 배운 것입니다.
pupil-start-opponent = 상대의 복사본
pupil-start-opponent-help = 이번 대결의 상대가 아는 것에서 이어 갑니다.
pupil-start-learner = 학습기의 복사본
pupil-start-learner-help = 학습 화면의 학습기가 지금 아는 것에서 이어 갑니다.
pupil-taught = { $level }의 제자는 내 라운드 { $rounds }개({ $steps }스텝)를 보고 배웠습니다. 처음 상태: { $start }.
pupil-play = 제자와 대결하기
pupil-save = 저장하기
pupil-save-help = 정책 파일로 저장합니다. 이 레벨의 어느 대결에나 앉힐 수 있습니다.
pupil-adopt = 학습 화면으로 데려가기
pupil-adopt-help = 학습이 제자에서 이어집니다. 그 화면의 되돌리기로 지금 상태를 되찾을 수 있습니다.
records-title = 기록
records-none = 아직 대결한 적이 없습니다.
records-mine = 내 레이팅
records-provisional = 잠정: { $settled }라운드 중 { $rounds }라운드
records-provisional-help = 레이팅은 처음 { $settled }라운드 동안 자리를 잡습니다. 그 전에는 한 라운드에 나중보다 크게 움직이며, 다음 라운드에는 최대 { $points }점까지 움직입니다.
records-mine-help = 이 레벨과 승리 조건에서의 엘로 레이팅입니다. 1200에서 시작해 내장 상대와의 라운드에서 이길 때마다 오르며, 상대가 강할수록 많이 오릅니다.
records-level = 레벨
records-level-help = 레벨과 라운드 승리 조건
records-opponent = 상대
records-opponent-help = 맞서 겨룬 상대
records-games = 승–무–패
records-games-help = 이긴 대결, 비긴 대결, 진 대결
records-steps = 스텝
records-steps-help = 목표까지 걸린 가장 적은 스텝
records-return = 반환값
records-return-help = 한 라운드의 가장 높은 반환값
records-streak = 연승
records-streak-help = 지금 이어지는 연승
records-rating = 레이팅
records-rating-help = 이 레벨에서 측정한 내장 상대의 레이팅
records-export = CSV
records-export-help = 표를 CSV로 저장
records-reset = 모두 지우기
records-undo = 되찾기
records-question = 기록을 모두 지울까요?
records-question-help = 모든 대결, 최고 기록, 레이팅을 디스크에서 지웁니다.

## 설정

settings-title = 설정
settings-language = 언어
settings-theme = 테마
theme-system = 시스템
theme-dark = 어둡게
theme-light = 밝게
settings-scale = 화면 배율
settings-scale-help = 모든 것을 키우거나 줄입니다. 프로젝터나 4K 화면에 맞추세요.
settings-text-size = 글자 크기
settings-text-size-help = 글자 크기(포인트)
settings-reduced-motion = 움직임 줄이기
settings-reduced-motion-help = 에이전트와 장애물이 미끄러지지 않고 칸에서 칸으로 바로 옮겨 가며, 서서히 사라지는 효과를 쓰지 않습니다.
settings-dashed-lines = 곡선을 선 모양으로도 구분
settings-dashed-lines-help = 곡선을 색뿐 아니라 점선 모양으로도 구분합니다.
settings-volume = 소리 크기
settings-colours = 어떤 색각으로도 색을 구분할 수 있고, 모양도 서로 다릅니다.
settings-defaults = 기본값으로

## 단축키

help-title = 단축키
help-plots = 학습 곡선: 끌면 이동, Ctrl과 휠로 확대, 두 번 누르면 전체를 봅니다.
help-notes = ‘학습 노트’는 TAVE RL Study의 5일째 자료(2020년, 한국어)를 가리킵니다.
hint-again = 첫 대결 도움말 다시 보기
hint-again-help = 다음 대결에서 할 일과 키를 다시 알려 줍니다.
keys-run = 시간
keys-view = 보기
keys-edit = 보드 편집
keys-files = 파일
keys-versus = 대결
keys-arrows = 화살표로 조종
keys-wasd = WASD로 조종
keys-ijkl = IJKL로 조종
keys-window = 창
keys-help = 이름 옆의 단추를 누른 다음 새 키를 누르세요. Esc를 누르면 그대로 둡니다.
keys-change = { $name }: { $key }. 누르면 바꿉니다.
keys-listening = 키를 누르세요…
keys-reset = { $name }: 원래 키로
keys-defaults = 모든 키를 원래대로
keys-taken = { $key } 키는 이미 쓰입니다: { $name } ({ $group }).
keys-reserved = { $key } 키는 여기에 쓸 수 없습니다.
keys-swap = 맞바꾸기
keys-swap-help = 다른 쪽이 이 키를 대신 씁니다.
keys-keep = 그대로 두기
key-play-pause = 시작 또는 일시 정지
key-step = 한 스텝
key-reset-same = 같은 시드로 초기화
key-reset-new = 새 시드로 초기화
key-undo-reset = 마지막 초기화 되돌리기
key-faster = 빠르게
key-slower = 느리게
key-turbo = 터보 켜기/끄기
key-next-lane = 다음 레인
key-previous-lane = 이전 레인
key-open = 파일 열기
key-save-policy = 정책 저장
key-save-run = 학습 저장
key-save-level = 레벨 저장
key-run-code-copy = 공유 코드 복사
key-run-code-paste = 공유 코드 붙여넣기
key-versus-begin = 시작, 다음 라운드, 재대결
key-versus-pause = 일시 정지 또는 계속
key-versus-back = 뒤로
key-versus-thinking = 상대의 생각 보기
key-versus-pupil = 제자 가르치기, 제자와 대결하기
key-versus-watch = 에이전트가 연습에서 배운 것 보기
key-versus-look = 가장 손해 본 스텝 보기
key-versus-play-on = 여기서부터 다시 하기
key-versus-give-up = 포기
key-versus-restart = 대결을 처음부터 다시
key-help = 이 목록
key-settings = 설정
key-fullscreen = 전체 화면

## 알림과 정보

close = 닫기
lane-seed = 시드 { $seed }
notice-opened = 열었습니다: { $file }
notice-saved = 저장했습니다: { $file }
notice-lab-over = 학습이 끝났습니다. "다시"를 누르면 처음부터 시작합니다. 이어서 학습하려면 "멈춤"의 학습 횟수를 늘리세요.
notice-lab-replaced = { $file }: 지금까지 있던 모델과 배우는 내용이 달라 자리를 바꾸었습니다. "이전 모델 되살리기"를 누르면 그대로 돌아옵니다.
notice-assumed-relu = { $file }: 활성화 함수가 적혀 있지 않아 ReLU로 계산합니다. Stable-Baselines3나 CleanRL의 PPO, A2C처럼 tanh라면 sidestep FILE --activation tanh 명령으로 다시 여세요.
notice-assumed-tanh = { $file }: 활성화 함수가 적혀 있지 않아 PyTorch의 기본값인 tanh로 계산합니다. ReLU라면 sidestep sequence forward --activation relu 명령을 쓰세요.
notice-other-numerics = { $file }: 계산 방식이 다른 버전의 Sidestep에서 저장한 학습입니다. 멈춘 곳부터 이어지지만, 중단 없이 진행한 학습과 더는 같지 않습니다.
notice-left-out = { $file }에서 읽지 않은 것: { $names }
fault-level = 이 레벨은 플레이할 수 없습니다. 표시된 곳을 고치거나 내장 레벨을 고르세요.
fault-setup = 이 설정으로는 학습을 시작할 수 없습니다. 현재 학습은 계속됩니다.
notice-run-code = 복사했습니다: { $code }
notice-run-code-beginning = 복사했습니다: { $code } 학습 도중에 설정이나 보드를 바꾸었으므로 코드에는 처음 상태의 학습이 담깁니다.
notice-run-code-settings = 복사했습니다: { $code } 다른 곳에서 가져온 가중치나 다른 버전으로 시작한 학습이므로 코드에는 설정만 담기고 가중치는 새로 시작합니다.
notice-run-code-level = { $level } 레벨은 너무 커서 코드에 담기지 않습니다. 레벨 파일도 함께 보내세요. 코드를 붙여 넣기 전에 그 파일을 열어야 합니다.
fault-run-code-none = 클립보드에 공유 코드가 없습니다. 코드는 sidestep1_로 시작합니다.
fault-run-code-damaged = 공유 코드가 손상되었습니다. 빠지거나 틀린 글자가 있습니다. sidestep1_부터 끝까지 다시 복사하세요.
fault-run-code-newer = 더 새로운 버전의 Sidestep이 만든 공유 코드입니다. 최신 버전에서 여세요.
fault-run-code-level = { $level } 레벨에서 만든 공유 코드인데, 레벨이 너무 커서 코드에 담기지 않았습니다. 그 레벨 파일을 연 뒤 코드를 다시 붙여 넣으세요.
fault-fit = 신경망의 입력은 { $expected }개인데 이 레벨의 관측은 { $found }개입니다. 학습에 쓴 레벨을 열거나 그 관측을 고르세요.
fault-checkpoint = 이 체크포인트는 쓸 수 없습니다.
fault-run = { $file }: 저장한 학습이 아니거나 손상되었습니다. ‘학습 저장’으로 만든 파일을 고르거나 체크포인트를 여세요.
fault-read = { $file }: 읽을 수 없습니다. 경로와 권한을 확인하세요.
fault-write = { $file }: 쓸 수 없습니다. 다른 폴더를 고르거나 공간을 비우세요.
fault-kind = { $file }: 레벨(.toml)도, 체크포인트(.safetensors)도, 저장한 학습(.run 또는 학습 폴더)도, 리플레이(.replay)도, 시퀀스 모델의 가중치(.safetensors)도, 시퀀스 실험실의 세션(.lab)도 아닙니다.
fault-several = { $folder }: 학습이 여러 개 들어 있습니다. 다음 중 하나를 여세요: { $runs }
fault-inputs = { $file }: 입력이 { $inputs }개인데 그 레벨이나 지금 레벨의 어떤 관측도 맞지 않습니다. 학습에 쓴 레벨을 먼저 여세요.
fault-settings-aside = { $file }의 설정을 쓸 수 없어 기본값으로 시작합니다. 파일은 { $aside }(으)로 남겨 두었습니다.
fault-settings-stuck = { $file }의 설정을 쓸 수 없어 기본값으로 시작합니다. 파일 이름을 바꿀 수 없어 그대로 두었습니다. 파일을 옮기기 전까지는 설정이 저장되지 않습니다.
fault-panic = 프로그램 오류로 끝내지 못했습니다. 아래 내용을 적어 제보해 주세요.
notice-no-dialog = 이 시스템에서는 파일 대화 상자를 쓸 수 없습니다. 파일을 창에 끌어다 놓아 여세요.
notice-undone = 마지막 초기화를 되돌렸습니다.
notice-restarted = 새 학습을 시작했습니다. 되돌리면 이전 학습이 돌아옵니다.
notice-edit-restarted = 바뀐 보드에 신경망이 맞지 않아 새 학습을 시작했습니다. 되돌리면 이전 학습이 돌아옵니다.
edit-start-there = 에이전트의 시작 칸입니다. 시작 칸을 먼저 옮기세요.
edit-goal-there = 목표가 있는 칸입니다. 목표를 먼저 옮기세요.
edit-origin-there = 에피소드마다 장애물이 출발하는 칸입니다(육각형 표시). 먼저 지우거나 옮기세요.
edit-path-there = 장애물이 도는 경로에 있는 칸입니다. 장애물을 먼저 지우거나 옮기세요.
edit-wall = 벽이 있는 칸입니다. 먼저 벽을 치우세요.
edit-last-one = 레벨에는 시작과 목표가 하나씩은 있어야 합니다.
about-title = 정보
about-what = 움직이는 장애물을 비켜 가는 법을 에이전트가 눈앞에서 배웁니다. Deep SARSA와 Deep Q-learning, REINFORCE를 보드 하나에서, 또는 예순네 개에서 실시간으로.
about-licence = 라이선스: MIT 또는 Apache-2.0.
about-fonts = 글꼴: Pretendard로 만든 Sidestep Sans(SIL 오픈 폰트 라이선스 1.1). 아이콘: Phosphor(MIT).
about-course = 클래식 레벨은 RLCode 강좌의 그리드월드를 따릅니다.

## 좁은 창

side-controls = 조작
side-curves = 곡선
side-decision = 결정
side-board = 보드
side-match = 대결
side-records = 규칙과 기록

### 대결 중의 알림

versus-you = 나
versus-person = 사람
versus-gave-up = { $name }의 기권
versus-you-win-match = 대결에서 이겼습니다!
versus-wins-match = { $name }의 승리
versus-you-win-by-hits = 대결에서 이겼습니다! 라운드는 같지만 덜 부딪혔습니다.
versus-wins-by-hits = { $name }의 승리: 라운드는 같지만 덜 부딪힘
versus-match-drawn = 대결은 무승부
versus-you-win-round = 이번 라운드는 내 승리
versus-wins-round = 이번 라운드는 { $name }의 승리
versus-round-drawn = 무승부
versus-how-goal = 목표에 먼저 도착
versus-how-goal-alone = 목표 도착
versus-how-fewer-hits = 같은 스텝, 더 적은 충돌
versus-how-together = 같은 스텝, 같은 충돌 수
versus-how-points = 더 높은 반환값
versus-how-caught = 도망자를 잡음
versus-how-escaped = 도망자가 목표로 탈출
versus-how-time-up = 시간 종료
versus-how-all-out = 남은 참가자 없음
versus-how-out-alone = 부딪혀 탈락
versus-how-met-another = 도망자가 다른 장애물에 부딪힘
versus-how-given-up = 기권
callout-caught = 잡힘!
callout-escaped = 탈출!
callout-time-up = 시간 종료!
versus-refused-nothing-moves = 이 레벨에서는 아무것도 움직이지 않아 경주가 매번 똑같습니다. 다른 레벨이나 점수 모드를 고르세요.
versus-refused-nothing-hunts = 이 레벨에는 사냥할 장애물이 없습니다. 다른 레벨이나 다른 모드를 고르세요.
versus-refused-too-close = 이 레벨에는 에이전트에서 { $steps }스텝 이상 떨어지고 목표에서도 떨어져 시작할 수 있는 장애물이 없습니다. 다른 레벨이나 다른 모드를 고르세요.
versus-same-keys = 두 사람이 같은 키를 씁니다. 한 사람의 키를 바꾸세요.
versus-no-file = 파일로 두는 자리에 쓸 파일을 고르세요.
versus-optimum-pending = 이 레벨의 최적 정책을 아직 계산하고 있습니다. 잠시만 기다리세요.
versus-no-optimum = 이 레벨은 상태가 너무 많아 정확한 최적 정책이 없습니다. 다른 상대를 고르세요.
versus-no-opponent = 이 레벨에는 내장 상대가 없습니다. 학습기, 파일, 최적 정책, 무작위 에이전트 가운데 고르세요.
versus-no-pupil = 이 레벨에서 배운 제자가 아직 없습니다. 여기서 대결한 뒤 제자를 가르치거나 다른 상대를 고르세요.
versus-no-ghost-file = 고스트로 쓸 리플레이를 고르거나 다른 고스트를 고르세요.
notice-best = { $level }의 최고 기록: { $side ->
    [same] 최적 정책과 같은 스텝
    [more] 최적 정책보다 { $steps }스텝 많음
   *[less] 최적 정책보다 { $steps }스텝 적음
 }, 충돌 { $hits }번. 고스트로 함께 달릴 수 있습니다.
fault-ghost = { $file }: 여기서 고스트로 달릴 수 없는 리플레이입니다.
no-ghost-race = 경주의 리플레이가 아닙니다. 경주를 담은 리플레이를 고르세요.
no-ghost-level = { $recorded } 레벨의 경주인데 지금 고른 레벨은 { $chosen }입니다. 레벨을 { $recorded }(으)로 바꾸거나 다른 리플레이를 고르세요.
no-ghost-missing = ‘{ $level }’ 레벨의 경주인데, 지금 고른 레벨도 내장 레벨도 아니거나 그때와 달라졌습니다. 다른 리플레이를 고르거나 그 레벨 파일을 여세요.
fault-best-aside = { $file }의 최고 기록을 읽을 수 없습니다. { $aside }(으)로 옮겨 두었고, 다음 경주부터 새 최고 기록을 시작합니다.
fault-best-stuck = { $file }의 최고 기록을 읽을 수 없습니다. 파일 이름을 바꿀 수 없어 그대로 두었습니다. 파일을 옮기면 새 최고 기록을 저장할 수 있습니다.
notice-pupil-taught = 제자가 내 플레이를 보고 배웠습니다.
notice-pupil-adopted = 학습 화면이 제자에서 이어 갑니다. 그 화면의 되돌리기로 이전 상태를 되찾을 수 있습니다.
notice-records-reset = 기록을 비웠습니다.
fault-match = 이 대결은 할 수 없습니다.
fault-lesson = 학습기가 여기서 배울 수 없었습니다.
fault-records = 기록을 저장하지 못했습니다.
fault-records-aside = { $file }의 기록을 읽을 수 없습니다. { $aside }(으)로 옮겨 두고 새 기록을 시작합니다.
fault-records-stuck = { $file }의 기록을 읽을 수 없습니다. 파일 이름을 바꿀 수 없어 그대로 두었습니다. 파일을 옮기기 전까지는 기록이 저장되지 않습니다.

## 영상

video-episode = 에피소드 { $episode }
video-episode-of = 에피소드 { $episode } / { $episodes }
video-round = { $round }라운드
video-return = 반환값 { $value }
video-goal = { $steps }스텝 만에 목표 도착
video-no-goal = { $steps }스텝 동안 목표에 닿지 못함
video-hurried = 초당 { $rate }스텝
video-stretch = 전체 { $all }스텝 중 { $from }~{ $to }스텝
video-why-first = 처음
video-why-first-goal = 첫 목표 도착
video-why-first-kept-goal = 보관된 것 중 첫 목표 도착
video-why-first-without-hit = 처음으로 충돌 없이 도착
video-why-first-kept-without-hit = 보관된 것 중 처음으로 충돌 없이 도착
video-why-largest-improvement = 가장 큰 향상
video-why-best = 최고 반환값
video-why-best-kept = 보관된 것 중 최고 반환값
video-why-last = 마지막
video-legend-values = 색: { $who }의 예상 가치
video-legend-actions = 화살표: { $who }의 선호 행동
video-legend-optimum = 꺾쇠: 최적 행동
video-legend-differences = 테두리 칸: 최적이 아닌 선택
video-reel = { $algorithm }, 에피소드 { $episodes }개 학습
video-learned = { $window ->
    [1] 반환값: 처음 { $first }, 마지막 { $last }
   *[other] 평균 반환값, 처음 { $window }개: { $first }
            평균 반환값, 마지막 { $window }개: { $last }
}
video-learned-optimum = 최적 { $value }
video-chapter-goal = 목표 도착, { $step }스텝
video-chapter-goal-of = { $who }: 목표 도착, { $step }스텝
video-chapter-hit = 장애물과 충돌, { $step }스텝
video-chapter-hit-of = { $who }: 장애물과 충돌, { $step }스텝
video-against = 대
video-goals-of = 에피소드 { $episodes }개 중 { $reached }개가 목표 도착
video-curve = { $window ->
    [1] 에피소드 반환값
   *[other] 반환값, 에피소드 { $window }개 평균
}
video-curve-end = 에피소드 { $episodes }(세제곱근 축)
slides-run = { $algorithm }, 시드 { $seed }: { $settings }
slides-clip = { $size } 픽셀, 초당 { $rate }프레임, { $seconds }초, 테마 { $theme }, 화질 { $quality }
slides-command = 다시 만드는 명령: { $command }
### 녹화

clip-title = 녹화
clip-start = 녹화 시작
clip-stop = 녹화 끝내기
clip-still = 화면 찍기
clip-copy-still = 화면 복사
clip-choices = 무엇을 녹화할지
clip-finishing = 마지막 프레임을 쓰고 있습니다.
clip-region = 범위
clip-board = 보드만
clip-window = 창 전체
clip-format = 파일
format-mp4 = MP4
format-gif = GIF
format-frames = PNG 프레임
clip-size = 크기
clip-own = 보이는 대로
clip-p720 = 720p
clip-p1080 = 1080p
clip-rate = 초당 프레임
clip-thirty = 30
clip-sixty = 60
clip-quality = 화질
quality-small = 작게
quality-standard = 보통
quality-high = 높게
clip-open-folder = 녹화 폴더 열기
clip-folder = 녹화 파일은 { $folder }에 저장됩니다.
clip-time = 녹화하는 동안에는 창의 한 프레임이 곧 클립의 한 프레임입니다. 느린 컴퓨터에서는 창이 느려져도 클립은 매끄럽습니다.
key-record = 녹화 시작, 끝내기
key-still = 화면 찍기
key-copy-still = 화면을 클립보드로 복사
video-clip = 이 리플레이 클립
video-clip-help = 보고 있는 리플레이로 발표에 쓸 클립을 만듭니다.
video-training = 학습 과정 클립
video-training-help = 선택한 학습의 과정을 클립으로 만듭니다. 보관된 에피소드를 이어 붙이고 학습 곡선이 함께 자랍니다.
video-lab = 이 화면의 클립
video-lab-help = 보고 있는 화면으로 발표에 쓸 클립을 만듭니다. 나란히 학습, 셀 들여다보기, 어텐션에서 됩니다.
video-lab-no-page = 이 화면은 클립으로 만들 수 없습니다. 나란히 학습, 셀 들여다보기, 어텐션 가운데 하나를 고르세요.
video-lab-no-attention = 이 모델에는 보여 줄 어텐션이 없습니다. 어텐션이 있는 모델을 고르세요.
video-lab-opened = 이 셀은 파일에서 연 것이라 학습 과정이 없습니다. 모델 가운데 하나를 고르세요.
video-lab-untrained = 모델을 아직 두 번 평가하지 않아 보여 줄 것이 없습니다. 먼저 조금 학습하세요.
video-no-replay = 먼저 리플레이를 고르세요.
video-untrue = 기록과 다르게 재생되는 리플레이로는 클립을 만들지 않습니다.
video-no-episodes = 아직 끝난 에피소드가 없습니다. 먼저 잠시 학습시키세요.
video-no-folder = 이 시스템에는 녹화 폴더가 없습니다. SIDESTEP_DATA에 폴더를 지정하고 다시 시작하세요.
video-title = 제목
video-title-help = 맨 앞에 나오는 제목 화면입니다.
video-title-hint = 레벨 이름
video-title-hint-lab = 비교의 이름
video-caption = 문구
video-caption-help = 보드 아래에 큰 글씨로 나옵니다.
video-caption-hint = 리플레이 이름
video-beside = 나란히
video-beside-help = 두 번째 리플레이를 한 화면에 나란히 보여 줍니다. 전과 후, 나와 에이전트
video-beside-none = 없음
video-speed = 속도
video-speed-help = 클립 1초에 지나가는 스텝 수
video-length = 길이
video-length-help = 이 길이에 맞는 만큼의 에피소드를 맞는 속도로 보여 줍니다.
video-length-lab-help = 제목과 결과까지 더한 길이입니다. 움직임의 속도는 여기에 맞춥니다.
video-seconds = { $seconds }초
video-loop = 반복
video-loop-help = 결과를 1초 동안 보여 준 뒤 처음 화면으로 이어집니다.
video-slides = 슬라이드로
video-slides-help = 클립이 저절로 재생되는 프레젠테이션(.pptx)을 만듭니다. 제목은 클립 위에, 설명은 노트에 들어갑니다.
video-captions = 자막(.vtt)
video-captions-help = 지금 무엇이 보이는지 자막으로 넣습니다. 재생할 때 켜고 끌 수 있으며, MP4 옆에 파일(.vtt)로도 저장됩니다.
video-make = 만들기
video-make-help = 게임이 계속되는 동안 따로 그리고 인코딩합니다.
video-preview = 미리 보기
video-preview-card = 제목 화면
video-preview-game = 게임
video-preview-page = 화면
video-preview-waits = 미리 보기를 그리고 있습니다.
video-forecast = { $seconds }초, 약 { $megabytes } MB, 만드는 데 약 { $takes }초
video-cut = 자리가 모자라 잘린 글이 있습니다. 더 짧게 써 주세요.
video-missing = 글꼴에 없는 글자는 네모로 나옵니다: { $letters }
video-left = { $time } 남음
video-stop = 멈추기
video-stop-help = 클립이 여기서 끝나고, 여기까지 재생됩니다.
notice-clip-stopped = 멈췄습니다. 여기까지 재생됩니다: { $file } ({ $seconds }초, { $megabytes } MB)
notice-still = 화면을 찍었습니다: { $file }
notice-copied-picture = 그림을 클립보드에 복사했습니다. 슬라이드나 메시지에 붙여 넣으세요.
notice-recorded = 녹화했습니다: { $file } ({ $seconds }초, { $megabytes } MB)
fault-recording = 녹화하지 못했습니다.
fault-folder = 폴더를 열지 못했습니다: { $folder } 파일 관리자에서 열어 주세요.
fault-clipboard = 그림을 클립보드에 복사하지 못했습니다. 화면을 파일로 찍으세요.

## 리플레이

tab-replay = 리플레이
side-replays = 목록
keys-replay = 리플레이
replays-file = 연 파일
replays-file-help = 다른 곳에 있는 리플레이입니다. 보관하면 보관함에 들어갑니다.
replays-run = 현재 학습
replays-run-help = 선택한 레인의 에피소드로, 메모리에 있습니다. 첫 번째, 1,000까지의 세제곱수 번째, 그 뒤로 천 번째마다, 지금까지 가장 좋은 것, 마지막 쉰 개. 보관하면 보관함에 들어갑니다.
replays-shelf = 보관함
replays-shelf-help = 대결은 저절로 보관되고 오래된 것부터 나갑니다. 고정한 것은 남습니다.
replays-none = 아직 다시 볼 것이 없습니다. 잠시 학습시키거나, 대결을 하거나, 리플레이 파일을 여세요.
replays-none-found = 찾는 것이 없습니다.
replay-choose = 왼쪽에서 리플레이를 고르세요.
replay-open = 리플레이 파일 열기
replay-undo = 마지막으로 지운 것 되살리기
replay-search = 찾기
replay-sort = 순서
replay-sort-newest = 최신순
replay-sort-level = 레벨순
replay-sort-return = 반환값순
replay-sort-length = 길이순
replay-kind-all = 전체
replay-kind-training = 학습
replay-kind-match = 대결
replay-kind-rollout = 정책
replay-episode = 에피소드 { $episode }
replay-best = 지금까지 최고
replay-steps = { $steps }스텝
replay-name = 이름
replay-pin = 고정
replay-unpin = 고정 해제
replay-keep = 보관
replay-pin-help = 고정한 것은 보관함에 계속 남습니다.
replay-rename = 이름 바꾸기
replay-delete = 지우기
replay-delete-help = 되살릴 수 있습니다.
replay-first = 처음으로
replay-last = 끝으로
replay-step-back = 한 스텝 뒤로
replay-step-on = 한 스텝 앞으로
replay-repeat = 반복
replay-speed-help = 리플레이의 재생 속도
replay-position = 위치
replay-step-of = { $steps }스텝 중 { $step }스텝
replay-step-help = 지금 보이는 보드에 이르게 한 스텝입니다. 보드 위의 화살표와 숫자는 에이전트가 지금 자리에서 다음으로 생각하는 것이고, 지나온 길의 색은 거기서 생각했던 값입니다.
replay-at-start = 시작: 아직 아무 행동도 하지 않았습니다.
replay-about = 이 리플레이
replay-won = 승리
replay-did = 행동: { $action }
replay-reward = 보상
replay-reward-help = 이 스텝에서 받은 보상
replay-return = 여기까지 반환값
replay-return-help = 여기까지 받은 보상의 합
marker-hit = 충돌
marker-hit-help = 장애물과 부딪혔습니다.
marker-goal = 목표
marker-goal-help = 목표에 도착했습니다.
marker-explored = 탐험
marker-explored-help = 값이 아니라 무작위로 고른 행동입니다.
marker-surprise = TD 오차
marker-surprise-help = 목표값 빼기 Q(s, a): 기대보다 얼마나 좋았거나 나빴는지. 가장 큰 다섯 개를 표시합니다.
marker-jump = { $name }: { $count }개, 다음으로
fact-algorithm = 알고리즘
fact-episode = 에피소드
fact-observation = 관측
fact-settings = 설정
fact-round = 라운드
fact-mode = 방식
fact-end = 결말
fact-recorded = 기록
fact-version = Sidestep
ago-now = 방금
ago-minutes = { $count }분 전
ago-hours = { $count }시간 전
ago-days = { $count }일 전
key-replay-play = 재생 또는 일시 정지
key-replay-step-back = 한 스텝 뒤로
key-replay-step-on = 한 스텝 앞으로
key-replay-leap-back = 전체의 20분의 1 뒤로
key-replay-leap-on = 전체의 20분의 1 앞으로
key-replay-first = 처음으로
key-replay-last = 끝으로
key-replay-repeat = 반복
key-replay-above = 목록에서 위로
key-replay-below = 목록에서 아래로
key-replay-pin = 고정 또는 보관
key-replay-delete = 지우기
key-replay-undo = 지운 것 되살리기
key-replay-open = 리플레이 파일 열기
key-replay-next-any = 다음 표시
key-replay-previous-any = 이전 표시
key-replay-next-hit = 다음 충돌
key-replay-previous-hit = 이전 충돌
key-replay-next-goal = 다음 목표
key-replay-previous-goal = 이전 목표
key-replay-next-explored = 다음 탐험 행동
key-replay-previous-explored = 이전 탐험 행동
key-replay-next-surprise = 다음 큰 TD 오차
key-replay-previous-surprise = 이전 큰 TD 오차
notice-restart-lost = 앞의 대결은 이미 끝난 라운드가 있어 포기한 것으로 기록됩니다.
notice-replay-kept = 리플레이를 보관함에 고정했습니다.
notice-replay-nowhere = 이 시스템에는 프로그램 데이터 폴더가 없어 보관할 수 없습니다. SIDESTEP_DATA에 폴더를 지정하고 다시 시작하세요.
notice-replay-deleted = 리플레이를 지웠습니다. 되살리기로 되찾을 수 있습니다.
notice-replay-restored = 리플레이를 되살렸습니다.
fault-replay = 이 리플레이는 쓸 수 없습니다.
fault-tape = 이 에피소드는 다시 재생할 수 없습니다. 다른 것을 고르세요.
fault-difference-version = { $steps }스텝 중 { $step }스텝이 기록과 다르게 재생됩니다. Sidestep { $file }이(가) 기록했고 이 프로그램은 규칙이 다른 { $program }입니다. 기록한 버전으로 재생하세요.
fault-difference-edited = { $steps }스텝 중 { $step }스텝이 기록과 다르게 재생됩니다. 같은 버전이 기록했으므로 파일이 나중에 고쳐졌습니다. 원본을 쓰세요.

## 시퀀스 실험실: 탭, 위쪽 띠, 나란히 학습
tab-sequence = 실험실
keys-sequence = 시퀀스 실험실
key-lab-step = 모두 한 번씩 학습
key-lab-undo = 이전 모델 되살리기
key-lab-redo = 되살리기 취소
key-lab-walk-on = 시퀀스에서 한 스텝 앞으로
key-lab-walk-back = 시퀀스에서 한 스텝 뒤로
key-lab-first = 시퀀스의 처음으로
key-lab-last = 시퀀스의 끝으로
key-lab-draw = 다른 표본
key-lab-open = 세션이나 가중치 열기
key-lab-save = 세션 저장
fault-lab = 시퀀스 실험실에서 할 수 없는 일입니다.
fault-lab-file = 시퀀스 실험실의 세션을 열거나 저장할 수 없습니다.
lab-training = 나란히 학습
lab-cell = 셀 들여다보기
lab-forgetting = 왜 잊는가
lab-attention = 어텐션
lab-step = 모두 한 번씩 학습
lab-again = 다시
lab-reset = 처음부터: 같은 시드, 같은 배치
lab-new-seed = 다른 시드로 처음부터
lab-undo = 이전 모델 되살리기
lab-redo = 되살리기 취소
lab-open = 열기: 세션, 저장한 모델, PyTorch 셀
lab-save-session = 세션 저장: 모델, 곡선, 이어서 학습하는 데 필요한 모든 것
lab-export-picture = 이 화면을 그림으로 저장(PNG)
lab-export-numbers = 이 화면의 수치 저장(CSV)
lab-speed-help = 초당 학습 횟수, 모든 모델에 똑같이
lab-speed-value = 초당 { $rate }회
lab-steps-of = { $steps }회 중 { $step }회
lab-steps-help = 가장 느린 모델이 학습한 횟수와 학습이 멈추는 횟수
lab-standing-help = { $state } · { $step }회 · 초당 { $rate }회
lab-state-learning = 학습 중
lab-state-all-steps = 정해진 횟수를 모두 학습함
lab-state-good = 목표 정확도에 이름
lab-state-diverged = 발산함: 가중치가 쓸모없어졌습니다. 학습률을 낮춰 보세요.
lab-presets = 준비된 비교
lab-presets-help = 한 번 누르면 시작하는 비교
lab-preset-help = 바로 시작합니다. 지금 있는 모델은 되살릴 수 있습니다.
lab-trained = 학습된 모델 열기: { $preset }
lab-trained-help = 미리 학습해 둔 모델을 곡선과 함께 바로 엽니다. 지금 있는 모델은 되살릴 수 있습니다.
preset-gap-50 = 간격 50: RNN은 잊고 LSTM과 GRU는 기억한다
preset-gap-5 = 간격 5: 셋 다 기억한다
preset-adding-50 = 20~50스텝 덧셈: RNN은 맞히지 못하고 LSTM과 GRU는 더한다
preset-forget-bias = 간격 100: 망각 게이트 편향이 정하는 것
preset-bottleneck = 뒤집기: 어텐션이 없으면 긴 입력을 담지 못한다
preset-dates = 날짜: 어텐션이 입력과 출력을 짝짓는다
preset-scores = 복사: 어텐션 점수를 매기는 네 가지 방법
lab-clip-recorded = 미리 해 둔 학습, 시드 { $seed }
lab-clip-trained = 이 클립을 위한 학습, 시드 { $seed }
lab-clip-guessing = 찍기 { $value }
lab-clip-always-one = 늘 1이라고 답하면 { $value }
lab-clip-accuracy = 따로 떼어 둔 표본의 정확도 (옅은 선: 배치마다)
lab-clip-steps = 학습 횟수
lab-clip-reads = 입력: { $input }
lab-clip-no-attention = 어텐션 없음
lab-clip-passed = { $from }~{ $to }스텝
lab-clip-result = 결과
lab-clip-memory = 막대: 유닛 { $unit }의 { $name } { $sign }
lab-clip-after = { $steps }회 학습 후 정확도
lab-clip-after-error = { $steps }회 학습 후 제곱 오차
lab-waiting = 아직 적용되지 않았습니다. ‘적용’을 누르면 새로 학습합니다.
lab-apply = 적용
lab-apply-help = 모든 모델이 새로 시작합니다. 지금 있는 모델은 되살릴 수 있습니다.
lab-discard = 버리기
lab-task = 과제
lab-task-help = 모든 모델이 같은 배치로 배우는 것
task-recall = 기억해 내기
task-recall-help = 여러 기호 가운데 하나에 표시(대문자)가 있고, 물음표에서 그것이 무엇이었는지 답합니다. 간격을 건너 기억해야 합니다.
task-adding = 덧셈
task-adding-help = 여러 수 가운데 표시된 두 수의 합을 답합니다.
task-reversal = 뒤집기
task-reversal-help = 숫자를 거꾸로 씁니다.
task-copy = 복사
task-copy-help = 숫자를 그대로 씁니다.
task-dates = 날짜
task-dates-help = 한국어를 포함한 다섯 가지 방식으로 쓴 날짜를 2026-11-22처럼 씁니다.
lab-gap = 간격
lab-length = 길이
lab-format = 형식
lab-from = 부터
lab-to = 까지
lab-range-help = 난이도: 학습에 쓰는 가장 쉬운 것부터 가장 어려운 것까지
lab-batch = 배치
lab-batch-help = 학습 한 번에 쓰는 표본 수
lab-seed = 시드
lab-seed-help = 모든 우연의 출처: 시드가 같으면 가중치와 배치도 같습니다.
lab-models = 모델
lab-remove = 빼기
lab-add = 모델 더하기
lab-add-help = 고른 모델을 복사해 한 가지만 바꿔 보세요. 네 개까지
lab-save = 가중치 저장
lab-save-help = 고른 모델을 PyTorch의 이름을 쓰는 safetensors 파일로
lab-cell-kind = 셀
lab-cell-kind-help = RNN: tanh 하나. RNN·ReLU: tanh 대신 ReLU. LSTM: 게이트 셋과 셀 상태. GRU: 게이트 둘. GRU′: 학습 노트의 그림처럼 리셋 게이트가 행렬 곱 앞에 옵니다.
lab-hidden = 유닛
lab-hidden-help = 한 층의 상태를 이루는 수의 개수
lab-layers = 층
lab-layers-help = 쌓아 올린 셀의 층 수
lab-attention-kind = 어텐션
lab-attention-kind-help = 디코더가 입력에서 보는 것과 점수를 매기는 방법
attention-none = 없음
attention-dot = dot (Luong)
attention-general = general (Luong)
attention-concat = concat (Luong)
attention-additive = additive (Bahdanau)
lab-teacher = 교사 강요
lab-teacher-help = 학습할 때 디코더의 입력 가운데 자기 출력이 아니라 정답을 넣는 비율
lab-forget-bias = 망각 게이트 편향
lab-forget-bias-help = 망각 게이트의 시작값: 클수록 처음에 오래 간직합니다. 보통 1을 권합니다.
lab-chrono = 크로노 초기화
lab-chrono-help = 과제의 길이만큼 기억하도록 게이트의 편향을 정해 시작합니다(Tallec and Ollivier 2018)
lab-rate = 학습률
lab-rate-help = Adam의 학습률
lab-clip = 기울기 클리핑
lab-clip-help = 기울기의 최대 노름. 0이면 클리핑하지 않습니다.
lab-stop = 멈춤
lab-stop-steps = 학습 횟수
lab-stop-steps-help = 더 큰 수로 바꾸면 끝난 학습이 이어집니다.
lab-stop-accuracy = 정확도가 이만큼 되면
lab-stop-accuracy-help = 따로 떼어 둔 표본을 이 비율만큼 맞히면 그 모델은 멈춥니다.
lab-cross-entropy = 손실: 교차 엔트로피
lab-cross-entropy-help = 기호 하나당 nat, 학습 직전의 배치마다 잰 값을 열 번씩 평균했습니다.
lab-squared-error = 손실: 평균 제곱 오차
lab-squared-error-help = 학습 직전의 배치마다 잰 값을 열 번씩 평균했습니다. 늘 1이라고 답하면 0.167입니다.
lab-accuracy = 정확도
lab-accuracy-help = 점이 있는 굵은 선: 따로 떼어 둔 표본에서 모델이 제 출력만 보고 모두 맞힌 비율. 가는 선: 배치마다 앞의 정답을 보고 맞힌 비율.
lab-chance = 찍기
lab-at-step = { $step }회
lab-by-gap = 간격별 정확도(점선: 중간)
lab-by-length = 길이별 정확도(점선: 중간)
lab-by-format = 형식별 정확도
lab-by-help = 따로 떼어 둔 표본에서 잰 지금 값. 점선은 지금까지 학습의 중간에 잰 값
lab-by-chance = { $model }: 가장 쉬운 { $easiest }에서도 찍는 수준입니다. 배치마다 { $easiest }부터 { $hardest }까지 섞어 배우는데 아직 아무것도 배우지 못했기 때문입니다.
lab-runs = 지금까지의 학습
lab-runs-help = 끝났거나 멈춘 모든 학습, 최근 것부터
lab-runs-none = 끝난 학습이 여기에 나타납니다.
lab-runs-export = 표 저장(CSV)
lab-runs-clear = 표 비우기
lab-run-number = 번호
lab-run-model = 모델
lab-run-task = 과제
lab-run-accuracy = 정확도
lab-run-loss = 손실
lab-run-steps = 횟수
lab-run-seconds = 초
lab-run-seed = 시드
lab-input = 입력
lab-input-help = 직접 써 보세요. 모든 모델이 바로 읽습니다.
lab-any-difficulty = 아무거나
lab-difficulty = 표본의 간격, 길이 또는 형식
lab-draw = 다른 표본
lab-draw-help = 어느 모델도 학습하지 않은 표본

## 시퀀스 실험실: 왜 잊는가

lab-reach-title = 기울기가 과거로 얼마나 닿는가
lab-reach-help = 마지막 스텝의 손실이 그 앞 각 스텝의 은닉 상태에 얼마나 좌우되는지. 거의 0인 곳에서 일어난 일은 학습으로 배울 수 없습니다.
lab-reach-layer-bottom = 아래층
lab-reach-layer-top = 위층
lab-reach-layer-help = 어느 층의 은닉 상태를 볼지
lab-reach-none = 곧 기울기를 계산합니다. 아무것도 나오지 않으면 모델을 한 스텝 학습시켜 보세요.
lab-reach-now = 지금
lab-reach-before = 학습 전
lab-reach-tried = 학습 전, 여기서 고른 게이트로
lab-reach-x = 끝에서 몇 스텝 앞인가
lab-reach-y = ‖∂L/∂h‖, 로그 눈금
lab-reach-floor = 32비트 수로 나타낼 수 없을 만큼 작음
lab-reach-at = { $steps ->
    [0] 마지막 스텝
   *[other] 끝에서 { $steps }스텝 앞
 }
lab-reach-words = 말로 하면
lab-reach-both = 끝에서 { $steps }스텝 앞의 기울기는 마지막 스텝의 { $share }배입니다. 학습 전에는 { $before }배였습니다.
lab-reach-only-now = 끝에서 { $steps }스텝 앞의 기울기는 마지막 스텝의 { $share }배입니다.
lab-reach-only-before = 학습 전, 끝에서 { $steps }스텝 앞의 기울기는 마지막 스텝의 { $share }배입니다.
lab-reach-both-tried = 끝에서 { $steps }스텝 앞의 기울기는 마지막 스텝의 { $share }배입니다. 학습하지 않고 여기서 고른 게이트로는 { $before }배입니다.
lab-reach-only-tried = 학습하지 않고 여기서 고른 게이트로는, 끝에서 { $steps }스텝 앞의 기울기가 마지막 스텝의 { $share }배입니다.
lab-reach-remark = 게이트가 있다고 저절로 되는 것은 아닙니다. 아무것도 배우지 않은 LSTM과 GRU도 잊습니다. 처음 값과 배운 것이 길을 엽니다.
lab-reach-loss = 학습한 모델은 손실이 작고, 모든 기울기에는 손실의 기울기가 곱해지므로 곡선 전체가 낮아집니다. 오래 기억하는지는 곡선이 오른쪽으로 얼마나 덜 떨어지는지로 알 수 있어서 비율로 비교합니다.
lab-biases = 게이트의 처음 값을 바꾸면
lab-biases-help = 게이트가 다른 편향으로 시작했다면 점선이 어떻게 되는지. 학습 없이 바로 보여 줍니다.
lab-biases-none = 이 모델들에는 편향을 바꿀 게이트가 없습니다. LSTM이나 GRU를 더하세요.
lab-biases-kept-help = 편향만 있는 망각 게이트는 스텝마다 셀 상태를 이만큼, 모든 스텝을 거치면 이만큼 남깁니다.
lab-biases-use = 이 값으로 학습
lab-biases-use-help = 모든 모델이 처음부터 다시 시작하고, 그런 게이트가 있는 모델은 이 편향을 씁니다. 지금 모델은 되살릴 수 있습니다.
lab-biases-own = 원래대로
lab-biases-own-help = 모델마다 자기 설정의 편향으로 다시 보기
lab-why = 왜 그런가
lab-why-chain = 한 스텝 뒤로 갈 때마다 행렬이 하나씩 더 곱해집니다. 이것이 벡터를 짧게 만들면 남는 것은 거리에 따라 지수적으로 줄어듭니다.
lab-why-rnn = 많아야 1인 tanh의 기울기와 같은 행렬이 거듭 곱해집니다.
lab-why-rnn-relu = 열려 있는 유닛에는 같은 행렬이 거듭 곱해집니다. 값의 범위를 제한하는 함수가 없어 기울기가 이어지기도 하고 폭발하기도 합니다.
lab-why-lstm = 셀 상태에는 행렬이 아니라 망각 게이트만 곱해집니다. 게이트가 1에 가까우면 담은 것을 지킵니다.
lab-why-gru = GRU의 업데이트 게이트 z도 같은 일을 합니다. 1에 가까우면 이전 상태를 지킵니다. 이것은 PyTorch의 z이고, 학습 노트에는 1 − z로 그려져 있습니다.
lab-why-translates = 여기서는 마지막 기호인 끝 표시의 손실을 인코더 상태로 미분합니다. 어텐션은 중간 스텝을 거치지 않는 길을 각 상태에 열어 줍니다.

## 시퀀스 실험실: 어텐션

lab-attend-task = 어텐션은 시퀀스를 다른 시퀀스로 바꾸는 과제(뒤집기, 복사, 날짜)에 쓰입니다. 지금 학습하는 모델은 시퀀스를 읽고 한 번만 답합니다.
lab-attend-load = 뒤집기: 어텐션 있음과 없음
lab-attend-load-help = 숫자를 거꾸로 쓰는 두 모델을 불러와 시작합니다. 하나는 어텐션이 있고 하나는 없습니다. 이전 모델은 되살릴 수 있습니다.
lab-attend-none = 아직 볼 것이 없습니다. 위에 입력을 쓰거나 새로 뽑으세요. 답이 바로 나옵니다.
lab-attend-blind = 이 모델에는 어텐션이 없습니다. 디코더가 입력에 대해 아는 것은 인코더의 마지막 상태뿐입니다. 왼쪽에서 어텐션이 있는 모델을 고르거나 두 답을 비교해 보세요.
lab-attend-empty = 바로 끝내고 아무것도 쓰지 않습니다.
lab-attend-shown = 들여다볼 모델
lab-attend-shown-help = 이 모델의 어텐션을 아래에 그립니다.
lab-attend-beside = 옆에 둘 모델
lab-attend-beside-help = 비교를 위해 같은 입력에 답합니다.
lab-attend-right = 모두 맞음
lab-attend-wrong = { $all }개 중 { $wrong }개 틀림
lab-attend-target = 정답: { $answer }
lab-attend-unknown = 정답을 알 수 없음
lab-attend-unknown-help = 과제에 나오지 않는 입력입니다. 날짜라면 다섯 형식 중 어느 것도 아니거나 없는 날입니다.
lab-attend-should = { $symbol } 자리입니다.
lab-attend-too-many = 여기에는 아무것도 없어야 합니다.
lab-attend-first = 첫 디코더 스텝
lab-attend-back = 디코더 한 스텝 뒤로
lab-attend-on = 디코더 한 스텝 앞으로
lab-attend-last = 마지막 디코더 스텝
lab-attend-play = 디코딩 재생
lab-attend-pause = 디코딩 일시 정지
lab-attend-step-of = { $steps }스텝 중 { $step }스텝
lab-attend-map = 어텐션 지도: 아래로 디코더 스텝, 옆으로 입력 스텝
lab-attend-score = 점수
lab-attend-weight = 가중치
lab-attend-cell = { $step }스텝: 출력 { $written }, 보는 자리 { $place }: { $read }
    점수 { $score }
    가중치 { $weight }
lab-attend-step = { $step }스텝: 입력 { $heard } → 출력 { $written }
lab-attend-state = 디코더 상태 h
lab-attend-decoder-state = 스텝 t의 디코더 상태(학습 노트의 d)
lab-attend-encoder-state = 입력의 자리 j에 있는 인코더 상태(학습 노트의 h)
lab-attend-state-help = 자기가 출력한 마지막 기호를 입력받은 뒤의 디코더 상태
lab-attend-score-help = 디코더 상태가 입력의 한 자리에 있는 인코더 상태와 얼마나 맞는지
lab-attend-most = 가장 많이 보는 자리 { $place }: “{ $read }”
lab-attend-softmax-help = 소프트맥스는 점수를 더해서 1이 되는 양의 가중치로 만듭니다.
lab-attend-context = 문맥 벡터 c
lab-attend-context-help = 인코더 상태를 이 가중치로 더한 것
lab-attend-combined = 합친 상태 h~
lab-attend-combined-help = 예측의 바탕: 문맥 벡터와 디코더 상태를 합친 것
lab-attend-output-help = 다음에 쓸 기호마다의 확률
lab-attend-likeliest = 다음에 올 확률이 높은 기호
lab-attend-unit = 유닛 { $unit }: { $value }
lab-attend-lengths = 병목: 길이에 따른 정확도
lab-attend-bottleneck = 인코더, 마지막 상태, 디코더
lab-attend-bottleneck-without = 어텐션이 없으면 디코더는 마지막 상태(동그라미)만 받습니다.
lab-attend-bottleneck-with = 어텐션이 있으면 디코더의 모든 스텝이 인코더의 모든 상태를 읽습니다.
lab-attend-lengths-about = 학습에 쓰지 않은 입력 중 답 전체가 맞은 비율. 어텐션이 없으면 모든 것이 상태 하나에 들어가야 하므로 길어질수록 떨어집니다.
lab-attend-formats = 형식별 정확도
lab-attend-formats-about = 날짜는 어텐션이 무엇을 맞대는지, 그리고 더 빨리 배운다는 것을 보여 줍니다. 용량 시험은 아닙니다. 날짜는 상태 하나에 들어가므로 더 큰 모델은 어텐션 없이도 배웁니다.
lab-attend-untested = 아직 모델을 시험하지 않았습니다. 잠시 학습시키세요.
notes-remark = 다른 노트나 교재와 다른 점
lab-attend-slip = 학습 노트에는 소프트맥스가 exp 없이 그려져 있습니다. exp가 있으면 모든 가중치가 양수이고, 없으면 음수 점수가 음수 가중치가 됩니다.
lab-attend-slip-here = 이 스텝에서 자리 { $place }(“{ $read }”)의 값은 { $right }, exp가 없으면 { $wrong }.

## 시퀀스 실험실: 셀
lab-difficulty-help = 뽑을 입력의 난이도. 고르면 바로 하나를 뽑습니다.
lab-look-model-help = 이 모델 안을 봅니다.
lab-look-opened-help = { $file }: 다른 곳에서 학습한 셀입니다. 스텝마다 숫자 { $features }개를 읽습니다.
lab-close-opened = 파일의 셀 닫기
lab-close-opened-help = 화면에서 치웁니다. 파일은 그대로 남습니다.
lab-encoder = 인코더
lab-encoder-help = 입력을 읽는 절반
lab-decoder = 디코더
lab-decoder-help = 답을 쓰는 절반. 스텝마다 바로 앞 스텝의 자기 출력을 입력으로 받습니다.
lab-layer = { $layer }층
lab-layer-help = 1층은 입력을, 2층은 1층의 상태를 읽습니다.
lab-save-weights = 가중치 저장…
lab-save-weights-help = 이 모델의 가중치를 PyTorch의 이름을 쓰는 safetensors로 저장합니다.
lab-open-weights = 가중치 열기…
lab-open-weights-help = 여기서 저장한 가중치, 또는 PyTorch에서 만든 나의 RNN, LSTM, GRU(safetensors)
lab-opened-input = 스텝마다 숫자 { $features }개
lab-opened-input-help = 스텝은 줄이나 세미콜론으로, 숫자는 빈칸이나 쉼표로 나눕니다.
lab-opened-no-answer = 파일에서 연 셀은 답하지 않습니다. 상태만 볼 수 있습니다.
lab-opened-nothing = 셀이 읽을 숫자를 쓰세요. 스텝은 줄이나 세미콜론으로 나눕니다.
lab-cell-nothing-yet = 아직 입력을 읽은 모델이 없습니다. 다른 입력을 뽑거나 학습을 시작하면 바로 읽습니다.
lab-cell-bad-input = 이 입력은 읽을 수 없습니다. 위의 설명대로 고치거나 다른 입력을 뽑으세요.
lab-walk = 자동으로 넘기기
lab-walk-pause = 멈추기
lab-walk-help = 입력을 한 스텝씩 스스로 따라갑니다.
lab-walk-first = 첫 스텝
lab-walk-back = 한 스텝 뒤로
lab-walk-on = 한 스텝 앞으로
lab-walk-last = 마지막 스텝
lab-walk-step = 스텝
lab-step-reads = { $step }스텝의 입력은 { $symbol }입니다.
lab-step-flagged = { $step }스텝의 입력은 { $symbol }입니다: 기억해야 할 표시가 있습니다.
lab-step-asks = { $step }스텝의 입력은 { $symbol }입니다: 여기서 묻습니다.
lab-answer = 답
lab-answer-help = 마지막 스텝 뒤에 모델이 내는 답
lab-answer-right = 맞음
lab-answer-wrong = 틀림
lab-target = 정답
lab-off-by = 오차
lab-says = 이 스텝의 출력
lab-says-help = 모든 기호 가운데 가장 그럴듯한 것. 막대는 확률입니다.
lab-no-target = 과제에 없는 입력이라 맞고 틀림이 없습니다.
lab-part-input = 입력
lab-part-input-help = 이 스텝에서 읽는 것
lab-part-hidden-before = 이전 은닉 상태
lab-part-hidden-before-help = 앞 스텝이 남긴 것
lab-part-cell-before = 이전 셀 상태
lab-part-cell-before-help = 앞 스텝이 남긴 기억
lab-part-input-gate = 입력 게이트
lab-part-input-gate-help = 후보를 얼마나 쓰는지: 0이면 전혀, 1이면 모두
lab-part-forget-gate = 망각 게이트
lab-part-forget-gate-help = 이전 셀 상태를 얼마나 남기는지: 0이면 잊고 1이면 그대로 남깁니다.
lab-part-output-gate = 출력 게이트
lab-part-output-gate-help = 셀 상태를 은닉 상태로 얼마나 내보이는지
lab-part-reset-gate = 리셋 게이트
lab-part-reset-gate-help = 후보가 이전 상태를 얼마나 보는지
lab-part-update-gate = 업데이트 게이트
lab-part-update-gate-help = 이전 상태를 얼마나 남기는지. 나머지 1 − z는 후보에서 옵니다.
lab-part-write-share = 새것의 비율
lab-part-write-share-help = 1 − z: LSTM은 게이트를 따로 두지만 여기서는 z가 남긴 나머지입니다.
lab-part-candidate = 후보
lab-part-candidate-help = 상태에 쓰일 수 있는 값
lab-part-kept = 유지하는 값
lab-part-kept-help = 이전 상태에서 유지하는 값
lab-part-written = 새로 더하는 값
lab-part-written-help = 이 스텝에서 상태에 더하는 값
lab-part-from-state = 이전 상태에서
lab-part-from-state-help = 이전 상태의 모든 유닛이 이 유닛의 후보에 보태는 값
lab-part-reset = 리셋 뒤
lab-part-reset-help = 리셋 게이트가 이전 상태에서 통과시킨 값
lab-part-cell = 셀 상태
lab-part-cell-help = 기억: 시간을 곧게 지나는 선으로, 그 위에서는 곱하고 더하기만 합니다.
lab-part-tanh-cell = tanh를 거친 셀 상태
lab-part-tanh-cell-help = 셀 상태에 tanh를 적용해 −1과 1 사이로 만든 값
lab-part-hidden = 은닉 상태
lab-part-hidden-help = 셀이 내보이는 값: 다음 스텝, 다음 층, 답으로 갑니다.
lab-all-units-help = 모든 게이트는 모든 유닛의 이전 상태를 봅니다. 숫자는 고른 유닛의 것이고, 선의 굵기는 전체의 크기입니다.
lab-ghost = { $own }에는 없고 { $cell }에는 있는 것: { $part }
lab-mean-is = 모든 유닛의 평균: { $value }
lab-mean-help = 모든 유닛의 평균입니다. 곱의 평균은 평균의 곱이 아니므로 곱은 한 숫자로 보입니다.
lab-remark-gru = 학습 노트의 z는 1 − PyTorch의 z입니다. 여기서 z는 이전 상태를 남기는 비율입니다. 또 노트는 곱 U h보다 먼저 리셋하는데, 그것이 다른 GRU입니다.
lab-remark-gru-before = 곱보다 먼저 리셋하는 학습 노트의 꼴입니다. 다만 노트의 z는 1 − 이 z이며, 여기서 z는 이전 상태를 남기는 비율입니다.
lab-mean-units = 모든 유닛의 평균
lab-mean-units-help = 그림과 식에 유닛 하나 대신 모든 유닛의 평균을 보입니다.
lab-unit = 유닛
lab-unit-help = 어느 유닛의 숫자를 볼지. 지도를 누르거나 위아래 화살표로도 고릅니다.
lab-sort = 순서
lab-sort-help = 유닛이 서는 순서. 모든 지도에서 같습니다.
lab-sort-number = 번호순
lab-sort-now = 이 스텝의 값순
lab-sort-mean = 평균순
lab-sort-memory = 기억 길이순
lab-sort-part = 무엇으로 정렬할지
lab-map-value = { $name }: { $value }
    { $step }스텝({ $symbol }), 유닛 { $unit }
lab-map-alone = 누르면 이 지도만
lab-map-all = 누르면 모든 지도

## 시작할 때

unfinished-question = 지난번에 하던 것을 이어서 할까요?
unfinished-question-help = 창을 닫을 때 진행 중이던 것입니다. 새로 시작해도 다음에 창을 닫을 때까지는 그대로 보관됩니다.
unfinished-training = 학습: { $level }, { $algorithm }, 에피소드 { $episodes ->
    [1] 1개
   *[other] { $count }개
}{ $lanes ->
    [1] {""}
   *[other] , 나란히 { $lanes }개
}
unfinished-lab = 시퀀스 실험실: { $name }, { $steps }회 중 { $step }회 학습
unfinished-continue = 이어서 하기
unfinished-fresh = 새로 시작
fault-unfinished-aside = 창을 닫을 때 진행 중이던 것을 이어서 할 수 없습니다. { $file } 파일은 { $aside }(으)로 남겨 두었습니다.
fault-unfinished-stuck = 창을 닫을 때 진행 중이던 것을 이어서 할 수 없고, { $file } 파일을 옮길 수도 없습니다.

## 렌즈: 학습의 한 틱을 숫자 하나하나까지

tab-lens = 렌즈
keys-lens = 렌즈
key-lens-on = 한 걸음 앞으로
key-lens-back = 한 걸음 뒤로
key-lens-kind-on = 다음 종류의 걸음으로
key-lens-kind-back = 이전 종류의 걸음으로
key-lens-tick-on = 다음 틱으로
key-lens-tick-back = 이전 틱으로
key-lens-into = 숫자를 이루는 값 열기
key-lens-out = 마지막에 연 값 닫기
key-lens-next = 옆에 있는 다음 것으로
key-lens-previous = 옆에 있는 앞의 것으로
key-lens-hit = 다음 충돌로
key-lens-goal = 다음 목표 도착으로
key-lens-exploration = 다음 탐험 행동으로
key-lens-largest = 최근 1,000틱에서 TD 오차나 어드밴티지가 가장 큰 틱으로
key-lens-actor = 다른 액터의 틱 보기
key-lens-this = 행동 A 바꾸기
key-lens-that = 행동 B 바꾸기
key-lens-leave = 렌즈를 연 화면으로
lens-part = 걸음의 주제
lens-leave-train = 학습 화면으로
lens-leave-replay = 리플레이로
lens-jump-hit = 다음 충돌
lens-jump-goal = 다음 목표 도착
lens-jump-exploration = 다음 탐험 행동
lens-jump-error = 가장 큰 TD 오차
lens-jump-advantage = 가장 큰 어드밴티지
lens-jump-help = 학습의 마지막 틱을 지나면 렌즈가 최대 100,000틱까지 혼자 더 학습합니다. 원래 학습은 그대로입니다.
lens-jump-error-help = 학습의 최근 1,000틱에서 찾습니다.
lens-actor = 액터 { $actor }/{ $count }
lens-at-tick = 틱 { $tick }
lens-beyond = 학습의 마지막 틱에서 { $count }틱 더 간 곳입니다.
lens-beyond-replay = 리플레이의 마지막 스텝에서 { $count }틱 더 간 곳입니다.
lens-beginning = 학습의 첫 틱입니다.
lens-stopped = 중지했습니다.
lens-no-hit = 틱 { $first }~{ $last }에는 충돌이 없습니다.
lens-no-goal = 틱 { $first }~{ $last }에는 목표 도착이 없습니다.
lens-no-exploration = 틱 { $first }~{ $last }에는 탐험 행동이 없습니다.
lens-no-error = 틱 { $first }~{ $last }에서는 배운 것이 없습니다.
lens-looked-on = 학습은 { $made }틱까지 진행되었고, 그 뒤는 렌즈가 혼자 더 학습했습니다. 원래 학습은 그대로입니다.
lens-looked-on-replay = 리플레이는 틱 { $made }에서 끝나고, 그 뒤는 렌즈가 혼자 더 학습했습니다.
lens-largest-error = 틱 { $first }~{ $last }에서 가장 큰 |TD 오차|는 { $value }입니다.
lens-largest-advantage = 틱 { $first }~{ $last }에서 가장 큰 |어드밴티지|는 { $value }이며, 지금 배우는 에피소드의 스텝 { $step }에서 나왔습니다.
lens-tick = 틱 { $tick } · 에피소드의 { $step }번째 스텝
lens-open = 렌즈로 열기
key-replay-inspect = 이 스텝을 렌즈로 열기
no-lens-match = 렌즈는 학습의 스텝을 들여다봅니다. 이것은 대전의 한 라운드입니다.
no-lens-rollout = 렌즈는 학습의 스텝을 들여다봅니다. 이 에피소드에서는 아무도 배우지 않았습니다.
no-lens-early = 이전 버전의 프로그램이 기록한 에피소드라 학습의 어느 틱인지 적혀 있지 않습니다.
no-lens-unknown = 다른 곳에서 온 가중치나 이전 버전의 프로그램으로 시작한 학습이라 다시 학습할 수 없습니다.
no-lens-untrue = 이 리플레이는 기록된 대로 재생되지 않습니다.
lens-reaching = 이 틱까지 다시 학습하는 중
lens-no-tick = 이 틱에 이르지 못했습니다. 돌아가서 렌즈를 다시 여세요.
lens-stop = 중지
lens-back-to = 이 숫자로 돌아가기
fault-lens = 이 틱에 다시 이를 수 없습니다.
fault-lens-step = 다시 학습해 보니 틱 { $tick }은(는) 리플레이에 있는 스텝이 아닙니다. 다른 버전의 프로그램이 기록했거나 파일이 편집되었습니다. 재생은 할 수 있지만 들여다볼 수는 없습니다.

phase-observe = 관측
phase-observe-help = 에이전트가 보는 보드가 숫자의 열이 됩니다.
phase-decide = 결정
phase-decide-help = 신경망이 숫자를 출력 다섯 개로 바꾸고, 행동 하나를 고릅니다.
phase-learn = 학습
phase-learn-help = 지난 스텝의 결과를 이제 알므로 가중치를 옮깁니다.
phase-step = 이동
phase-step-help = 장애물이 먼저 움직이고, 그다음 에이전트가 움직입니다.
phase-report = 집계
phase-report-help = 보상을 더합니다.

stop-observation = 에이전트가 보는 것
stop-observation-help = 숫자마다 보드 위의 무엇에서 왔는지가 정해져 있습니다. 줄이나 보드를 가리키면 짝이 보입니다.
stop-forward = 신경망의 계산
stop-forward-help = 유닛마다 편향에, 들어온 값마다 가중치를 곱해 더합니다. 넘긴 값은 다음 층으로 들어갑니다.
stop-draw = 행동을 고르는 방법
stop-draw-help = 0과 1 사이의 수를 뽑습니다. 그 수가 행동을 정합니다.
stop-no-update = 배우는 것이 없는 틱
stop-no-update-help = 업데이트에는 결과가 알려진 스텝이 필요합니다. 에피소드의 첫 틱에는 그것이 없고, REINFORCE는 에피소드가 끝날 때까지 기다립니다.
stop-next-value = 다음 상태의 가치
stop-next-value-help = 딥 살사는 다음에 할 행동의 값을, 딥 Q-러닝은 가장 큰 값을 씁니다.
stop-target = 타깃
stop-target-help = 한 스텝 뒤에 다시 매긴 Q(s, a)입니다. 받은 보상에, 도착한 상태의 할인된 가치를 더합니다.
stop-td-error = TD 오차
stop-td-error-help = 타깃이 기대와 얼마나 다른지입니다. 0보다 크면 기대보다 잘된 스텝입니다.
stop-loss = 손실
stop-loss-help = 업데이트가 줄이는 값입니다. 딥 살사와 딥 Q-러닝에서는 TD 오차를 제곱한 값의 절반이고, REINFORCE에서는 −ln π · A의 평균에서 엔트로피의 몫을 뺀 값입니다.
stop-return = 끝에서부터 구하는 반환값
stop-return-help = 스텝의 G는 그 보상에 다음 스텝의 할인된 G를 더한 값입니다. 그래서 마지막 스텝부터 구합니다.
stop-baseline = 베이스라인
stop-baseline-help = 반환값은 비교해야 뜻이 있습니다. 비교 대상은 0이거나, 모든 반환값의 평균이거나, 두 번째 신경망이 기대한 가치입니다.
stop-advantage = 어드밴티지
stop-advantage-help = 스텝이 베이스라인보다 얼마나 잘됐는지입니다. 0보다 크면 그 행동의 확률이 커지고, 작으면 줄어듭니다.
stop-probability = 그 행동의 확률
stop-probability-help = 정책 경사는 이 확률의 로그를 옮깁니다.
stop-step-error = 스텝이 출력에 바라는 것
stop-step-error-help = 출력의 오차입니다. 0보다 크면 출력이 작아져야 하고, 작으면 커져야 합니다. 세기는 어드밴티지가 정합니다.
stop-backward = 거꾸로 흐르는 오차
stop-backward-help = 유닛마다 위층의 오차에 그 사이의 가중치를 곱해 더합니다. 아무것도 넘기지 않은 유닛은 오차를 받지 않습니다.
stop-gradient = 가중치 하나의 기울기
stop-gradient-help = 가중치가 이어진 유닛의 오차에, 그 가중치를 지나간 값을 곱합니다. 처음에는 그 곱이 가장 큰 가중치를 보여 줍니다.
stop-moments = Adam이 기억하는 것
stop-moments-help = Adam은 기울기(m)와 그 제곱(v)의 이동 평균을 지녀, 한 스텝의 우연에 크게 흔들리지 않습니다.
stop-weight-step = 가중치의 이동
stop-weight-step-help = 학습률에 기울기의 평균을 곱하고 평소 크기로 나눈 값을 가중치에서 뺍니다.
stop-value-loss = 가치 신경망의 손실
stop-value-loss-help = 가치 신경망도 정책처럼 손실, 오차, 가중치의 순서로 옮깁니다. 이어서 그 가중치 하나를 따라갑니다.
stop-value-after = 업데이트 뒤의 Q(s, a)
stop-value-after-help = 같은 상태를 옮긴 가중치로 다시 계산했습니다. 대개 타깃에 가까워지지만, Adam이 앞선 스텝들도 기억하므로 멀어질 때도 있습니다.
stop-policy-after = 업데이트 뒤의 정책
stop-policy-after-help = 같은 상태들을 옮긴 가중치로 다시 계산했습니다. 맨 아래 두 줄을 비교해 보세요.
stop-reward = 보상
stop-reward-help = 장애물이 먼저, 에이전트가 그다음에 움직입니다. 보상은 스텝의 몫, 충돌마다의 몫, 목표의 몫으로 이루어집니다.
stop-return-so-far = 지금까지의 반환값
stop-return-so-far-help = 에피소드가 지금까지 얻은 값에 보상을 할인 없이 더합니다. 학습 곡선의 반환값이 이것입니다. '학습' 단계의 G는 한 스텝에서 앞을 내다보며 할인합니다.

now-observation = 신경망이 보드에서 받는 것은 이 숫자 { $count }개뿐입니다. 여기에 없는 것은 알 수 없습니다.
now-forward-values = 숫자가 왼쪽으로 들어가 층마다 가중치를 곱하고 더해 다음 층으로 넘어갑니다. 오른쪽에는 행동마다 신경망이 기대하는 값이 나옵니다. 가장 큰 것은 '{ $action }', { $value }입니다.
now-forward-preferences = 숫자가 왼쪽으로 들어가 층마다 가중치를 곱하고 더해 다음 층으로 넘어갑니다. 오른쪽에는 행동마다 선호도 z가 나오고, softmax가 이것을 확률로 바꿉니다. 가장 큰 것은 '{ $action }', { $value }입니다.
now-passes-above-zero = 유닛은 합을 그대로 넘기되, 0보다 작으면 0을 넘깁니다.
now-passes-squeezed = 유닛은 합의 tanh를 넘깁니다. 이 값은 −1과 1 사이에 있습니다.
now-draw-explored = u = { $u }, ε = { $epsilon }보다 작습니다. 다른 가능성을 알아보려고 행동을 무작위로 뽑았고, '{ $action }'이(가) 나왔습니다.
now-draw-greedy = u = { $u }, ε = { $epsilon }보다 작지 않습니다. 그래서 가장 큰 값을 기대하는 행동 '{ $action }'을(를) 합니다.
now-draw-probability = 확률들이 0에서 1까지 나란히 놓여 있습니다. u = { $u }, 이 자리는 확률이 { $probability }인 '{ $action }'의 것입니다.
now-no-update-first = 이 에피소드에서 에이전트는 아직 한 스텝도 하지 않았습니다. 스텝의 결과를 알아야 그 가치를 배울 수 있습니다.
now-no-update-waits = REINFORCE는 반환값에서 배우는데, 반환값은 에피소드가 끝나야 알 수 있습니다. 그때까지 스텝을 모아 둡니다.
now-next-executed = 스텝은 s′로 이어졌고, 거기서 에이전트는 '{ $action }' 행동을 합니다. 그 행동에서 기대하는 값 { $value }, 이것이 앞으로 올 모든 것을 대신합니다.
now-next-largest = 스텝은 s′로 이어졌습니다. 거기서 기대하는 가장 큰 값은 '{ $action }'의 { $value }입니다. 실제로 무엇을 하든 이 값이 앞으로 올 모든 것을 대신합니다.
now-next-expected = 에피소드가 s′에서 끊겨 거기서는 행동을 뽑지 않았습니다. 그래서 평균적으로 기대하는 값을 씁니다. 대개는 가장 좋은 행동 '{ $action }', 때로는 무작위 행동일 때의 평균으로, { $value }입니다.
now-target = 스텝이 { $reward }의 보상을 주었습니다. 앞으로 올 것은 { $next }(으)로 기대되며, γ = { $gamma }배로 칩니다. 둘을 더한 { $target }, 이것이 타깃입니다. Q(s, { $action })이(가) 되었어야 할 값입니다.
now-target-ended = 스텝이 { $reward }의 보상을 주고 에피소드를 끝냈습니다. 앞으로 올 것이 없으므로 보상만이 Q(s, { $action })이(가) 되었어야 할 값, 곧 타깃입니다.
now-error-better = 기대는 Q(s, { $action }) = { $value }, 타깃은 { $target }입니다. 기대보다 { $error }만큼 잘됐으므로 Q(s, { $action })은(는) 커져야 합니다.
now-error-worse = 기대는 Q(s, { $action }) = { $value }, 타깃은 { $target }입니다. 기대보다 { $error }만큼 못됐으므로 Q(s, { $action })은(는) 작아져야 합니다.
now-error-none = 기대는 Q(s, { $action }) = { $value }, 타깃도 같습니다. 바꿀 것이 없습니다.
now-loss-rises = 손실 { $loss }은(는) Q(s, { $action })이(가) 얼마나 빗나갔는지를 말합니다. 그 자리의 경사는 { $slope }입니다. Q(s, { $action })이(가) 조금 커지면 손실이 줄어듭니다. 업데이트는 그쪽으로 갑니다.
now-loss-falls = 손실 { $loss }은(는) Q(s, { $action })이(가) 얼마나 빗나갔는지를 말합니다. 그 자리의 경사는 { $slope }입니다. Q(s, { $action })이(가) 조금 작아지면 손실이 줄어듭니다. 업데이트는 그쪽으로 갑니다.
now-loss-policy = { $count }스텝에 걸친 −ln π · A의 평균은 { $policy }입니다. 이것을 줄이면 A가 0보다 큰 행동의 확률이 커집니다. 정책이 너무 일찍 굳지 않도록, 엔트로피에 β = { $bonus }을(를) 곱해 뺍니다.
now-return-last = 스텝 { $step }({ $action })이(가) 마지막이고 그 뒤에는 아무것도 없습니다. 그래서 반환값은 그 보상뿐입니다: { $return }.
now-return-cut = 스텝 { $step }({ $action })을(를) 마지막으로 에피소드가 끊겼습니다. 나머지는 가치 신경망이 그 자리에서 기대하는 { $next }(으)로 대신합니다: { $reward } + { $gamma } × { $next } = { $return }.
now-return = 한 스텝 더 거슬러 올라가 스텝 { $step }({ $action })입니다. 보상은 { $reward }이고, 스텝 { $later }부터의 반환값 { $next }은(는) 이미 구했으며 γ = { $gamma }배로 칩니다. 더하면 { $return }입니다. { $left ->
    [0] 이제 모든 반환값을 알았습니다.
   *[other] { $left }스텝이 남았습니다.
}
now-baseline-none = 이 학습은 반환값을 아무것과도 비교하지 않습니다. 베이스라인은 0입니다.
now-baseline-mean = 이 업데이트의 반환값 { $count }개(스텝마다 하나)를 평균하면 { $baseline }입니다. 반환값마다 이 평균과 비교하며, 더 크면 잘된 것입니다.
now-baseline-value = 스텝 { $step }의 상태에서 가치 신경망은 반환값을 { $baseline }(으)로 기대했습니다. 그보다 크면 잘된 것입니다.
now-advantage-above = 스텝 { $step }부터 받은 것은 { $return }, 베이스라인은 { $baseline }입니다. { $advantage }만큼 잘됐으므로 거기서 '{ $action }'의 확률이 커져야 합니다.
now-advantage-below = 스텝 { $step }부터 받은 것은 { $return }, 베이스라인은 { $baseline }입니다. 차이는 { $advantage }, 못됐으므로 거기서 '{ $action }'의 확률이 작아져야 합니다.
now-advantage-above-deviation = 스텝 { $step }부터 받은 것은 { $return }, 평균은 { $baseline }입니다. 표준 편차 σ를 단위로 하면 { $advantage }만큼 잘됐으므로 거기서 '{ $action }'의 확률이 커져야 합니다.
now-advantage-below-deviation = 스텝 { $step }부터 받은 것은 { $return }, 평균은 { $baseline }입니다. 표준 편차 σ를 단위로 하면 { $advantage }, 못됐으므로 거기서 '{ $action }'의 확률이 작아져야 합니다.
now-advantage-none = 스텝 { $step }부터 받은 것은 { $return }, 비교 대상과 같습니다. '{ $action }'의 확률은 그대로여야 합니다.
now-probability = 스텝 { $step }에서 에이전트는 '{ $action }' 행동을 확률 { $probability }(으)로 했고, 그 로그는 { $log }입니다. 업데이트는 이 로그를 옮깁니다. 어드밴티지가 0보다 크면 키우고, 작으면 줄입니다.
now-step-error-likelier = 스텝 { $step }의 '{ $action }'은(는) 확률이 커져야 하므로 그 출력의 오차는 { $error }입니다. 오차가 0보다 작으면 출력이 커져야 한다는 뜻이고, 다른 출력들은 작아져야 합니다.
now-step-error-rarer = 스텝 { $step }의 '{ $action }'은(는) 확률이 작아져야 하므로 그 출력의 오차는 { $error }입니다. 오차가 0보다 크면 출력이 작아져야 한다는 뜻이고, 다른 출력들은 커져야 합니다.
now-step-error-none = 스텝 { $step }의 어드밴티지가 0이므로 '{ $action }'의 출력에 바라는 것이 없습니다.
now-backward-step = '{ $action }'의 출력에 손실의 경사 { $error }이(가) 들어갑니다. 다른 출력에는 타깃이 없어 0입니다. 거기서부터 가중치를 따라 거꾸로 흘러, 유닛마다 제 몫을 받습니다.
now-backward-policy = 스텝 { $step }은(는) '{ $action }'의 출력에 { $error }을(를) 넣고, 다른 출력에도 제 몫을 넣습니다. 거기서부터 가중치를 따라 거꾸로 흘러, 유닛마다 제 몫을 받습니다.
now-backward-value = 스텝 { $step }에서 V의 오차는 { $error }입니다. 0보다 크면 덜, 작으면 더 기대해야 합니다. 거기서부터 가치 신경망의 가중치를 따라 거꾸로 흐릅니다.
now-gradient-falls = 이 가중치가 이어진 유닛의 오차는 { $error }이고, 가중치를 지나간 값은 { $through }입니다. 기울기는 그 곱 { $gradient }입니다. 가중치가 커지면 손실도 커지므로, 이 스텝은 더 작은 가중치를 바랍니다.
now-gradient-rises = 이 가중치가 이어진 유닛의 오차는 { $error }이고, 가중치를 지나간 값은 { $through }입니다. 기울기는 그 곱 { $gradient }입니다. 가중치가 커지면 손실이 줄어들므로, 이 스텝은 더 큰 가중치를 바랍니다.
now-gradients-fall = 업데이트의 { $count }스텝마다, 이 가중치가 이어진 유닛의 오차에 가중치를 지나간 값을 곱합니다. 모두 더한 것이 기울기 { $gradient }입니다. 가중치가 커지면 손실도 커지므로 더 작은 가중치를 바랍니다.
now-gradients-rise = 업데이트의 { $count }스텝마다, 이 가중치가 이어진 유닛의 오차에 가중치를 지나간 값을 곱합니다. 모두 더한 것이 기울기 { $gradient }입니다. 가중치가 커지면 손실이 줄어들므로 더 큰 가중치를 바랍니다.
now-gradient-none = 기울기가 0입니다. 이 가중치는 손실에 몫이 없습니다.
now-moments-along = 기울기 하나는 대개 우연이라 Adam은 이동 평균을 따릅니다. m은 이전에 { $before }, 기울기는 { $gradient }, 새 m은 { $moment }입니다. m은 0에서 시작했으므로 1 − β1^t = { $factor }(으)로 나누어 보정하면 { $corrected }입니다. v도 같은 방법으로 보정하면 이 기울기의 평소 크기 √v = { $size }이(가) 나옵니다.
now-moments-against = 기울기 하나는 대개 우연이라 Adam은 이동 평균을 따릅니다. m은 이전에 { $before }, 기울기는 { $gradient }, 새 m은 { $moment }입니다. 아직 방향이 반대인 것은 앞선 업데이트들이 바란 것이 더 크기 때문입니다. m은 0에서 시작했으므로 1 − β1^t = { $factor }(으)로 나누어 보정하면 { $corrected }입니다. v도 같은 방법으로 보정하면 이 기울기의 평소 크기 √v = { $size }이(가) 나옵니다.
now-step-falls = 방향: 기울기의 평균(보정한 m)이 { $mean }, 0보다 크므로 가중치가 작아집니다. 거리: 평균을 평소 크기({ $size })(으)로 나누면 { $share }, 학습률 { $rate }을(를) 곱해 { $step }입니다. { $before }에서 { $after }(으)로 옮겼습니다.
now-step-rises = 방향: 기울기의 평균(보정한 m)이 { $mean }, 0보다 작으므로 가중치가 커집니다. 거리: 평균을 평소 크기({ $size })(으)로 나누면 { $share }, 학습률 { $rate }을(를) 곱해 { $step }입니다. { $before }에서 { $after }(으)로 옮겼습니다.
now-step-rests = 기울기의 평균이 0입니다. 가중치는 { $before } 그대로입니다.
now-value-nearer = 모든 가중치가 이렇게 옮겨졌습니다. Q(s, { $action })은(는) { $before }에서 { $after }(으)로, 타깃 { $target }에 가까워졌습니다. 한 스텝에는 우연이 섞여 있어 조금만 옮깁니다.
now-value-farther = 모든 가중치가 이렇게 옮겨졌습니다. Q(s, { $action })은(는) { $before }에서 { $after }(으)로, 타깃 { $target }에 가까워지지 않았습니다. Adam은 앞선 업데이트들이 같은 가중치에 바란 것도 따르기 때문입니다.
now-policy-as-asked = 스텝 { $step }의 상태에서 '{ $action }'의 확률은 { $before }에서 { $after }(으)로 바뀌었습니다. 어드밴티지 { $advantage }이(가) 바라는 대로입니다.
now-policy-against = 스텝 { $step }의 상태에서 '{ $action }'의 확률은 { $before }에서 { $after }(으)로 바뀌었습니다. 어드밴티지 { $advantage }와(과) 어긋나는 것은, 다른 스텝들과 Adam의 기억도 같은 가중치를 옮기기 때문입니다.
now-value-loss = 가치 신경망도 배웁니다. { $count }스텝에 걸쳐 (V − G)²의 평균의 절반은 { $loss }입니다. 이것을 줄이면 기대가 실제 반환값 쪽으로 끌려갑니다.
now-reward-step = 부딪힌 것도 목표에 닿은 것도 아닌 보통 스텝입니다: { $reward }.
now-reward-goal = 에이전트가 목표에 닿았습니다. 스텝의 몫 { $step }, 목표의 몫 { $goal }, 더하면 { $reward }입니다.
now-reward-hit = 장애물이 { $hits }번 부딪혔습니다. 스텝의 몫 { $step }, 충돌마다 { $hit }, 목표의 몫 { $goal }, 더하면 { $reward }입니다.
now-report-goes-on = 에피소드가 얻은 것은 { $before }, 이번 보상 { $reward }을(를) 더하면 { $after }이고, 에피소드는 계속됩니다.
now-report-ended = 에피소드가 얻은 것은 { $before }, 이번 보상 { $reward }을(를) 더하면 { $after }이고, 에피소드는 여기서 끝납니다.
stop-why = 왜 이 행동인가
stop-why-help = 두 행동을 나란히 놓고 신경망의 값, 실제 가치, 차이를 만드는 장애물을 봅니다. A와 B로 아무 두 행동이나 고를 수 있습니다.
why-working = 계산하는 중…
why-solving = 장애물이 모두 있을 때와 하나씩 없을 때의 정확한 최적해를 푸는 중…
why-no-optimum = 정확한 최적해가 없습니다: { $reason }
why-network = 신경망: Q
why-preference = 신경망: 선호도
why-optimum = 최적해
why-choose-this = 행동 A: { $action }
why-choose-that = 행동 B: { $action }
why-obstacle = 장애물 { $number }
why-effects = 장애물마다 차이 A − B에 더하는 몫:
why-effect-network = 장애물 { $obstacle }의 몫: 차이에서, 이 장애물이 설 수 있는 { $cells }칸에 대한 평균 차이를 뺀 값
why-effect-truth = 장애물 { $obstacle }의 몫: 차이에서, 이 장애물이 없을 때의 차이를 뺀 값
why-for-network = 신경망: A − B = { $difference }
why-in-truth = 실제: A − B = { $difference }
why-agreement = 이어지는 { $states }개 상태마다 신경망이 가장 좋다고 보는 행동과 둘째로 좋다고 보는 행동을 비교했습니다. 그중 { $compared }개에서는 어떤 장애물이 두 행동의 실제 차이를 바꿉니다. 이 { $compared }개 가운데 { $agreeing }개에서 신경망도 같은 장애물을 가장 크게 따집니다.
why-network-q = 신경망이 매긴 값은 { $this } { $a }, { $that } { $b }이고 차이는 { $difference }입니다. 가장 크게 작용하는 것은 장애물 { $obstacle }이며, 설 수 있는 { $cells }칸에 대해 평균하면 차이는 { $without }입니다.
why-network-q-alone = 신경망이 매긴 값은 { $this } { $a }, { $that } { $b }이고 차이는 { $difference }입니다. 장애물이 어디에 있든 이 차이는 달라지지 않습니다.
why-network-pi = 정책이 고를 확률은 { $this } { $a }, { $that } { $b }이고, 앞의 확률이 뒤의 { $difference }배입니다. 가장 크게 작용하는 것은 장애물 { $obstacle }이며, 설 수 있는 { $cells }칸에 대해 평균하면 { $without }배입니다.
why-network-pi-alone = 정책이 고를 확률은 { $this } { $a }, { $that } { $b }이고, 앞의 확률이 뒤의 { $difference }배입니다. 장애물이 어디에 있든 이 비율은 달라지지 않습니다.
why-truth = 실제 가치(할인율 { $gamma })는 { $this } { $a }, { $that } { $b }이고 차이는 { $difference }입니다. 가장 크게 작용하는 것은 장애물 { $obstacle }이며, 이것이 없다면 차이는 { $without }입니다.
why-truth-alone = 실제 가치(할인율 { $gamma })는 { $this } { $a }, { $that } { $b }이고 차이는 { $difference }입니다. 장애물을 어느 하나 빼도 이 차이는 달라지지 않습니다.
why-way = { $letter }: { $action } 다음 최선으로 { $steps }스텝, 충돌 { $hits }번.
why-way-endless = { $letter }: { $action } 다음 최선으로 { $steps }스텝이 지나도 목표에 닿지 못함, 충돌 { $hits }번.
why-no-ways = 정확한 최적해를 몰라 길을 그리지 않습니다.

lens-board-seen = 에이전트가 보는 보드입니다.
lens-board-decided = 에이전트의 결정: { $action }.
lens-board-learned = 지금 배우는 스텝(s에서 s′으로)입니다. 에이전트는 { $action } 행동을 골랐습니다.
lens-board-learned-step = 지금 배우는 에피소드의 스텝 { $step }입니다. 에이전트는 { $action } 행동을 골랐습니다.
lens-board-arrows = 화살표는 무엇이 움직였는지 보여 줍니다.
lens-board-still = 아무것도 움직이지 않았습니다.
lens-board-now = 에이전트가 지금 보는 보드입니다.
lens-board-moved = { $action }. 화살표는 무엇이 움직이는지 보여 줍니다.
lens-board-unmoved = { $action }: 아무것도 움직이지 않습니다.
lens-board-hit = { $action }: 장애물이 에이전트와 부딪힙니다.
lens-board-goal = { $action }: 에이전트가 목표에 닿습니다.
lens-network-forward = 왼쪽에서 오른쪽으로 흐릅니다. 파랑은 0보다 작고 주황은 큽니다. 선은 가장 크게 기여한 값입니다. 유닛이나 층의 이름을 누르면 열립니다.
lens-network-back = 오차가 오른쪽에서 왼쪽으로 흐릅니다. 파랑은 0보다 작고 주황은 큽니다. 유닛이나 층의 이름을 누르면 열립니다.
lens-network-step = 에피소드의 스텝 { $step }입니다.
lens-network-step-of-sum = 그림은 에피소드의 스텝 { $step } 하나만 보여 줍니다. 기울기는 모든 스텝에 걸친 합입니다.
lens-target-picture = Q(s, { $action }) 값이 타깃 y에서 얼마나 먼가
lens-target-parts = 타깃 y를 이루는 것: 보상 r, 그 뒤로 앞으로 받을 몫
lens-value-moved = 갱신으로 바뀐 Q(s, { $action })
lens-next-values = 관측과 결정에서 본 상태 s′에서 신경망이 행동마다 기대하는 값
lens-next-values-cut = 에피소드가 끊긴 s′에서 신경망이 행동마다 기대하는 값
lens-before = 전
lens-after = 뒤
lens-compare = 두 알고리즘의 타깃입니다. 표시한 항이 다릅니다.
lens-compare-used = 이 학습이 쓰는 타깃
lens-compare-other = 비교용
lens-compare-same = a′ = '{ $action }'이(가) s′에서 값도 가장 큽니다. 여기서는 두 타깃이 같습니다.
lens-compare-differs = 딥 살사는 다음에 할 행동 '{ $action }'의 Q(s′, a′) = { $sarsa }을(를) 씁니다. 딥 Q-러닝은 다음에 무엇을 하든 가장 큰 값, '{ $best }'의 { $most }을(를) 씁니다. 그 차이는 { $difference }입니다.
lens-compare-cut = 에피소드가 s′에서 끊겨 a′가 없습니다. 딥 살사는 정책이 거기서 기대하는 값 { $sarsa }을(를), 딥 Q-러닝은 가장 큰 값, '{ $best }'의 { $most }을(를) 씁니다. 그 차이는 { $difference }입니다.
lens-compare-ended = 이 스텝으로 에피소드가 끝났습니다. 뒤에 오는 것이 없으므로 둘 다 보상만 씁니다.
lens-episode = 에피소드: { $count }스텝. 숫자를 누르면 열리고, 맨 위의 스텝을 누르면 그 스텝을 따라갑니다.
lens-row-action = 행동
lens-row-reward = 보상 r(t+1)
lens-row-return = 반환값 G
lens-row-advantage = 어드밴티지
lens-row-log-probability = log π
lens-row-share = g의 크기
lens-row-before = π 이전
lens-row-after = π 이후
lens-policy-before = 스텝 { $step }의 정책, 업데이트 전
lens-policy-after = 업데이트 후
lens-products = 곱 { $count }개의 합, 큰 것부터:

lens-pass-decision = 결정할 때
lens-pass-next = 다음 상태에서
lens-pass-sample = 배우는 상태에서
lens-pass-value = 가치 신경망에서
lens-seen = 관측의 { $number }번 숫자
lens-input = 관측의 { $number }번 숫자, { $pass }
lens-layer = { $layer }층, { $pass }
lens-layer-input = 들어가는 값, { $pass }
lens-layer-errors = { $layer }층의 오차, { $pass }
lens-listed = 숫자 { $count }개, 큰 것부터:
lens-sum = { $layer }층 { $unit }번 유닛의 합, { $pass }
lens-activation = { $layer }층 { $unit }번 유닛의 활성값, { $pass }
lens-error = { $layer }층 { $unit }번 유닛의 오차, { $pass }
lens-epsilon = 무작위 행동의 비율
lens-drawn = 뽑은 수
lens-probability = 행동 '{ $action }'의 확률
lens-cumulated = 행동 '{ $action }'까지의 누적 확률
lens-learned-reward = 배우는 스텝의 보상
lens-gamma = 할인율
lens-next-value = 다음 상태의 가치
lens-target = 타깃
lens-value = 업데이트 전의 값
lens-td-error = TD 오차
lens-loss = 손실
lens-step-count = 이 업데이트가 배운 스텝의 수
lens-action-count = 행동의 수
lens-value-after = 업데이트 뒤의 값
lens-episode-reward = 스텝 { $step } 다음의 보상
lens-episode-return = 스텝 { $step }부터의 반환값
lens-episode-baseline = 스텝 { $step }의 베이스라인
lens-episode-advantage = 스텝 { $step }의 어드밴티지
lens-episode-log-probability = 스텝 { $step }의 행동의 로그 확률
lens-episode-log-probability-then = 행동을 뽑았을 때의 로그 확률, 스텝 { $step }
lens-episode-ratio = 그때 확률에 대한 지금 확률의 비, 스텝 { $step }
lens-episode-entropy = 스텝 { $step }의 정책 엔트로피
lens-episode-share = 기울기에서 스텝 { $step }이(가) 차지하는 몫의 크기
lens-action-probability = 스텝 { $step }에서 행동 '{ $action }'의 확률
lens-action-log-policy = 스텝 { $step }에서 행동 '{ $action }'의 로그 확률
lens-action-return-error = 반환값에서 온 오차, 스텝 { $step }의 행동 '{ $action }'
lens-action-entropy-error = 엔트로피 보너스에서 온 오차, 스텝 { $step }의 행동 '{ $action }'
lens-action-probability-after = 업데이트 뒤 스텝 { $step }에서 행동 '{ $action }'의 확률
lens-tail = 중간에 끊긴 에피소드의 나머지를 대신하는 값
lens-mean-return = 모든 반환값의 평균
lens-deviation = 모든 반환값의 표준 편차
lens-policy-loss = 정책의 손실
lens-mean-entropy = 정책 엔트로피의 평균
lens-entropy-bonus = 엔트로피 보너스의 세기
lens-value-loss = 가치의 손실
lens-weight = { $layer }층 { $unit }번 유닛의 { $input }번 입력 가중치
lens-bias = { $layer }층 { $unit }번 유닛의 편향
lens-of-value-network = , 가치 신경망
lens-weight-gradient = 기울기
lens-weight-clipped = 잘라 낸 기울기
lens-weight-first-before = 이전의 1차 모멘트
lens-weight-first = 1차 모멘트
lens-weight-first-corrected = 보정한 1차 모멘트
lens-weight-second-before = 이전의 2차 모멘트
lens-weight-second = 2차 모멘트
lens-weight-second-corrected = 보정한 2차 모멘트
lens-weight-step = 이동량
lens-weight-before = 이전
lens-weight-after = 이후
lens-gradient-norm = 전체 기울기의 노름
lens-clip-norm = 자르지 않는 가장 큰 노름
lens-clip-factor = 자르기 비율
lens-learning-rate = 학습률
lens-first-correction = 1차 모멘트의 보정
lens-second-correction = 2차 모멘트의 보정
lens-reward = 이 스텝의 보상
lens-step-reward = 스텝의 몫
lens-hit-reward = 충돌마다의 몫
lens-hits-reward = 충돌의 몫
lens-hits = 충돌 횟수
lens-goal-reward = 목표의 몫
lens-return-before = 이 스텝 전의 반환값
lens-return-after = 이 스텝까지의 반환값
lens-given = 처음부터 주어진 수입니다. 이 틱에서 계산되지 않습니다.
lens-given-over-all = 업데이트의 모든 스텝이나 모든 가중치로 계산합니다. 합이 너무 길어 다 적지 않습니다.
lens-given-before = 이번 업데이트 전의 값입니다. 앞선 업데이트들이 만들었습니다.
lens-given-still = 지금까지의 업데이트가 만든 값입니다. 이 틱에서는 움직이지 않습니다.
lens-given-setting = 레벨이나 학습기의 설정값입니다.
lens-given-drawn = 난수 생성기가 낸 수입니다. 어떤 수인지는 시드가 정합니다.
lens-given-share = 이 스텝만으로 생기는 기울기를 하나의 수로 나타냈습니다. 모든 가중치에 걸친 제곱합의 제곱근입니다.
lens-given-epsilon = { $start }에서 시작해 에이전트의 스텝마다 { $decay }을(를) 곱하며, { $least }보다 작아지지는 않습니다. 지금까지 { $steps }스텝입니다.
lens-remark-relative = 강좌에서처럼 이 숫자들은 장애물이 언제 움직이는지 말해 주지 않습니다. 똑같아 보이는 보드가 다르게 이어질 수 있으므로, 관측이 상태의 전부가 아닙니다(마르코프가 아닙니다). 위상까지 보는 관측은 그것을 알려 줍니다.
lens-remark-discount = 서튼과 바토는 스텝 t가 바라는 것에 γ의 t제곱도 곱합니다. 강좌의 코드는 그것을 뺐고, 이 프로그램도 그렇습니다.
lens-remark-whitened = 강좌에서처럼 반환값을 업데이트의 스텝들에 걸쳐 표준화합니다. σ로 나누는 것은 정책 경사 정리에 들어 있지 않으며, 업데이트의 크기를 고르게 합니다.
lens-given-after = 앞과 같은 계산을 업데이트 뒤의 가중치로 했습니다.
lens-given-no-error = 0입니다. 한 행동의 출력에만 타깃이 있습니다.
lens-given-no-clipping = 1입니다. 기울기가 잘라 낼 만큼 크지 않습니다.
lens-about-step-count = N입니다. 손실은 모든 액터의 스텝에 걸친 평균이므로, 스텝마다의 오차를 N으로 나눕니다.
lens-about-reward = 스텝 t의 행동 뒤에 받은 보상은 다음 상태와 함께 오므로, 서튼과 바토의 책처럼 r(t+1)이라고 씁니다.
lens-about-baseline = 반환값과 비교하는 기준입니다. 업데이트에 섞인 우연을 줄여 주며, 어떤 행동을 했는지에 따라 달라지지 않습니다.
lens-about-ratio = 행동을 뽑은 뒤 정책이 바뀌었을 수 있습니다. 그래서 그 행동의 확률이 그때의 몇 배인지에 따라 스텝의 비중을 정합니다. 바뀌지 않았으면 1, 커도 2까지입니다.
lens-about-deviation = 반환값이 평균에서 보통 얼마나 떨어져 있는지를 나타냅니다. 평균과의 차이를 제곱해 평균한 값의 제곱근입니다.
lens-about-entropy = 엔트로피는 정책이 얼마나 망설이는지를 나타냅니다. 에이전트가 다른 행동도 계속 해 보도록, β를 곱해 손실에서 뺍니다.
lens-about-clipped = 모든 가중치의 기울기를 합친 길이가 자르기 기준보다 길면, 전체를 같은 비율로 줄입니다. 그렇지 않으면 비율은 1입니다.
lens-about-first = m은 기울기의 이동 평균입니다. 이전 값을 대부분 두고 새 기울기를 조금 섞습니다. β1은 Adam의 설정값입니다.
lens-about-second = v는 기울기 제곱의 이동 평균이며, 그 제곱근이 기울기의 평소 크기입니다. β2는 Adam의 설정값입니다.
lens-about-corrected = m과 v는 0에서 시작해 처음에는 너무 작습니다. 1 − β^t로 나누어 이를 보정합니다. t는 업데이트 횟수이고, 나누는 수는 곧 1에 가까워집니다.
lens-about-step = 가중치에서 빼는 양입니다. ε은 0으로 나누지 않게 해 주는 Adam의 아주 작은 설정값입니다.
lens-about-places = 층은 1부터, 유닛과 입력은 0부터 셉니다. [t=3]은 에피소드의 스텝을 가리킵니다.
